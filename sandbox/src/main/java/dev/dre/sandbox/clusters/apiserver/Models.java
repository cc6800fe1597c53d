package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The border between our JSON and fabric8's types. It is crossed as text, because fabric8 speaks
 * another major version of Jackson.
 */
public final class Models {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization TYPES = new KubernetesSerialization();

  private Models() {}

  public static <T> T typed(JsonNode json, Class<T> type) {
    return TYPES.unmarshal(json.toString(), type);
  }

  public static ObjectNode json(Object model) {
    return parse(TYPES.asJson(model));
  }

  /**
   * @throws UncheckedIOException when {@code text} is not a JSON object
   */
  static ObjectNode parse(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new UncheckedIOException(new IOException("not a JSON object: " + text));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
