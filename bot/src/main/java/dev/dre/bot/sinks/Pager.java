package dev.dre.bot.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.json.OperationJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhook of whatever wakes people. */
public final class Pager {

  private static final Logger LOG = LoggerFactory.getLogger(Pager.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The receiver does not understand this one, and will not the next time either. */
  private static final Set<Integer> POINTLESS = Set.of(400, 413, 422);

  private final URI url;
  private final Optional<byte[]> key;
  // Follows no redirect: what is sent is for the address that was configured.
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** {@code key}: signs what is sent; empty: it is not signed. */
  public Pager(URI url, Optional<byte[]> key) {
    this.url = url;
    this.key = key;
  }

  /**
   * Sends {@code body}. What the receiver refuses as malformed is logged and left.
   *
   * @param idempotencyKey the same for the same message, however often it is sent
   * @throws IllegalStateException when the receiver does not take it now
   */
  public void send(String idempotencyKey, Map<String, Object> body) {
    byte[] bytes = json(body);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    key.ifPresent(k -> request.header("X-Dre-Signature", "sha256=" + signature(k, bytes)));
    int status = send(request.build());
    if (POINTLESS.contains(status)) {
      LOG.error("the pager refused {} with {}: nobody was paged", idempotencyKey, status);
    } else if (status / 100 != 2) {
      throw new IllegalStateException("the pager answered " + status);
    }
  }

  private int send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException("the pager does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bot is stopping", e);
    }
  }

  private static byte[] json(Map<String, Object> body) {
    try {
      return OperationJson.mapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signature(byte[] key, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
