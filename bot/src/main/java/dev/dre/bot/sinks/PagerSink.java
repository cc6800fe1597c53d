package dev.dre.bot.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.event.Event;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what needs a person at night to a webhook: each trouble once, and once that it is over.
 * What is open is kept by the operation itself, so that another bot goes on.
 */
public final class PagerSink implements Sink {

  public static final String NAME = "pager";

  private static final Logger LOG = LoggerFactory.getLogger(PagerSink.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The receiver does not understand this one, and will not the next time either. */
  private static final Set<Integer> POINTLESS = Set.of(400, 413, 422);

  /** What is kept of a trouble that is over; of an open one its severity is kept. */
  private static final String OVER = "over";

  private final URI url;
  private final Optional<byte[]> key;
  private final Operations operations;
  // Follows no redirect: what is sent is for the address that was configured.
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** {@code key}: signs what is sent; empty: it is not signed. */
  public PagerSink(URI url, Optional<byte[]> key, Operations operations) {
    this.url = url;
    this.key = key;
    this.operations = operations;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DeliveryReport deliver(Delivery delivery, boolean again) {
    var states = new TreeMap<String, String>();
    var incidents = new Incidents(delivery.operation(), open(delivery));
    for (Event event : delivery.events()) {
      for (Incident incident : incidents.of(event)) {
        send(incident, delivery);
        states.put(window(incident.key()), incident.resolved() ? OVER : incident.severity());
      }
    }
    return new DeliveryReport(delivery.events().getLast().sequence(), states);
  }

  private static Map<String, String> open(Delivery delivery) {
    String before = window("");
    return delivery.windows().entrySet().stream()
        .filter(w -> w.getKey().startsWith(before) && !w.getValue().equals(OVER))
        .collect(Collectors.toMap(w -> w.getKey().substring(before.length()), Map.Entry::getValue));
  }

  private static String window(String key) {
    return NAME + "/" + key;
  }

  private void send(Incident incident, Delivery delivery) {
    byte[] body = body(incident, delivery);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header(
                "Idempotency-Key",
                "%s/%d/%s"
                    .formatted(
                        incident.key(),
                        incident.sequence(),
                        incident.resolved() ? "resolved" : "trouble"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    key.ifPresent(k -> request.header("X-Dre-Signature", "sha256=" + signature(k, body)));
    int status = send(request.build());
    if (POINTLESS.contains(status)) {
      LOG.error("the pager refused {} with {}: nobody was paged", incident.key(), status);
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

  private byte[] body(Incident incident, Delivery delivery) {
    var body = new LinkedHashMap<String, Object>();
    body.put("key", incident.key());
    body.put("status", incident.resolved() ? "resolved" : "trouble");
    body.put("severity", incident.severity());
    body.put("operation", delivery.operation().value());
    body.put("datastore", delivery.datastore().value());
    Optional<Operation> operation = operations.find(delivery.operation());
    operation
        .map(o -> o.plan().datastore())
        .ifPresent(
            datastore -> {
              body.put("team", datastore.team());
              body.put("environment", datastore.environment());
            });
    incident
        .step()
        .map(StepId::words)
        // What is about no step is about what runs meanwhile.
        .or(() -> operation.map(PagerSink::atWork).filter(steps -> !steps.isEmpty()))
        .ifPresent(step -> body.put("step", step));
    body.put("summary", incident.summary());
    body.put("at", incident.at().toString());
    body.put("sequence", incident.sequence());
    return json(body);
  }

  private static String atWork(Operation operation) {
    return operation.stepsAtWork().stream().map(StepId::words).collect(Collectors.joining(", "));
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
