package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What a command has said until its end.
 *
 * @param result what it left in the file of its outputs
 */
record Run(String command, int code, String output, String result) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Run succeeded() {
    assertThat(code).as("%s\n%s", command, output).isZero();
    return this;
  }

  /** Failed by itself, and said the three things that a person needs. */
  Run refused() {
    assertThat(code).as("%s\n%s", command, output).isPositive().isLessThan(128);
    assertThat(output).contains("What happened: ", "Data and writes: ", "What to do: ");
    return this;
  }

  Run killed() {
    assertThat(code).as("%s\n%s", command, output).isEqualTo(137);
    return this;
  }

  boolean wasKilled() {
    return code == 137;
  }

  String output(String name) {
    Map<String, String> outputs = outputs();
    assertThat(outputs).as(output).containsKey(name);
    return String.valueOf(outputs.get(name));
  }

  /** Those of the result file, which have to be those of the last line that holds outputs. */
  Map<String, String> outputs() {
    List<JsonNode> lines =
        output
            .lines()
            .filter(line -> line.startsWith("DRE {\"outputs\""))
            .map(line -> tree(line.substring("DRE ".length())).get("outputs"))
            .toList();
    assertThat(lines).as(output).isNotEmpty();
    assertThat(tree(result)).isEqualTo(lines.getLast());
    return JSON.convertValue(lines.getLast(), new TypeReference<>() {});
  }

  List<JsonNode> progress() {
    return output
        .lines()
        .filter(line -> line.startsWith("DRE {\"progress\""))
        .map(line -> tree(line.substring("DRE ".length())))
        .toList();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
