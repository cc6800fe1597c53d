package dev.dre.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.config.HttpHost;
import dev.dre.config.SecretReference;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.temporal.CallOutcome;
import dev.dre.operations.temporal.CallRequest;
import dev.dre.worker.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls hosts that the settings allow. Looks at the host here, where the call is made, whatever a
 * plan says; follows no redirect, which could lead elsewhere.
 */
final class HttpCalls {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** More than this of an answer is not read. */
  private static final int LONGEST_ANSWER = 1_000_000;

  /** What can be taken of an answer beside its values. */
  private static final String STATUS = "status";

  private static final int LONGEST_SHOWN = 500;

  private final SortedMap<String, HttpHost> hosts;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** {@code hosts}: who may be called, by name, with a port where there is one. */
  HttpCalls(SortedMap<String, HttpHost> hosts) {
    this.hosts = new TreeMap<>(hosts);
  }

  CallOutcome call(CallRequest request) throws InterruptedException {
    PlannedCall call = request.call();
    URI url = URI.create(call.url());
    HttpHost host = hosts.get(url.getAuthority());
    if (host == null) {
      return new CallOutcome.Failed(
          "%s may not be called: it is not in the settings of this worker, under http"
              .formatted(url.getAuthority()),
          "");
    }
    HttpRequest made;
    try {
      made = request(request, url, host);
    } catch (IllegalArgumentException e) {
      return new CallOutcome.Failed(String.valueOf(e.getMessage()), "");
    }
    // The client's own timeout ends with the headers of the answer; this one with its last byte.
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            made,
            info ->
                HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.ofInputStream(), HttpCalls::beginning));
    try {
      return judge(call, answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new CallOutcome.NoAnswer(
          "no answer within %d s".formatted(call.timeout().toSeconds()));
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private static HttpRequest request(CallRequest request, URI url, HttpHost host) {
    PlannedCall call = request.call();
    var builder =
        HttpRequest.newBuilder(url)
            .method(
                call.method(),
                call.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(call.body()))
            .setHeader("Accept", "application/json")
            .setHeader("Idempotency-Key", request.key());
    if (!call.body().isEmpty()) {
      builder.setHeader("Content-Type", "application/json");
    }
    call.headers().forEach(builder::setHeader);
    host.token()
        .map(reference -> SecretReference.read(reference, System.getenv()))
        .map(token -> new String(token, StandardCharsets.UTF_8))
        .ifPresent(token -> builder.setHeader("Authorization", "Bearer " + token));
    return builder.build();
  }

  private static byte[] beginning(InputStream answer) {
    try (answer) {
      return answer.readNBytes(LONGEST_ANSWER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What never reached anybody has failed; of anything else nobody knows. */
  private static CallOutcome failed(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
        ? new CallOutcome.Failed("no connection: " + words(cause), "")
        : new CallOutcome.NoAnswer("the connection was lost: " + words(cause));
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private static CallOutcome judge(PlannedCall call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String text = new String(response.body(), StandardCharsets.UTF_8);
    boolean expected = call.expect().isEmpty() ? status / 100 == 2 : call.expect().contains(status);
    if (!expected) {
      String where = response.headers().firstValue("Location").map(" to %s"::formatted).orElse("");
      return new CallOutcome.Failed("answered with %d%s".formatted(status, where), shown(text));
    }
    var outputs = new TreeMap<String, String>();
    var fromAnswer = new TreeMap<String, String>();
    call.take()
        .forEach(
            (name, from) -> {
              if (from.equals(STATUS)) {
                outputs.put(name, String.valueOf(status));
              } else {
                fromAnswer.put(name, from);
              }
            });
    if (fromAnswer.isEmpty()) {
      return new CallOutcome.Answered(outputs);
    }
    JsonNode json;
    try {
      json = OperationJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return new CallOutcome.Failed("answered with %d, and no JSON".formatted(status), shown(text));
    }
    for (var wanted : fromAnswer.entrySet()) {
      JsonNode value = json.at(wanted.getValue());
      if (value.isMissingNode() || value.isNull()) {
        return new CallOutcome.Failed(
            "answered with %d and nothing at %s, for %s"
                .formatted(status, wanted.getValue(), wanted.getKey()),
            shown(text));
      }
      outputs.put(wanted.getKey(), value.isValueNode() ? value.asText() : value.toString());
    }
    return new CallOutcome.Answered(outputs);
  }

  private static String shown(String text) {
    String redacted = Redaction.redact(text.strip());
    return redacted.length() <= LONGEST_SHOWN
        ? redacted
        : redacted.substring(0, LONGEST_SHOWN) + "…";
  }
}
