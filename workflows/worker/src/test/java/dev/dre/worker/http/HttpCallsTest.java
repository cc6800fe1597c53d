package dev.dre.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dre.config.HttpHost;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.temporal.CallOutcome;
import dev.dre.operations.temporal.CallRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to a real server, and what becomes of them. */
class HttpCallsTest {

  private record Asked(String line, String key, String token, String body) {}

  private final List<Asked> asked = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;
  private String host = "";
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.createContext("/never", exchange -> await());
    server.createContext("/slowly", this::slowly);
    server.start();
    host = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            String.valueOf(headers.getFirst("Idempotency-Key")),
            String.valueOf(headers.getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (status / 100 == 3) {
      exchange.getResponseHeaders().add("Location", "http://elsewhere.example/");
    }
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void slowly(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    await();
  }

  private void await() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CallOutcome calls(HttpHost known, PlannedCall call) throws InterruptedException {
    var hosts = new TreeMap<>(Map.of(host, known));
    return new HttpCalls(hosts).call(new CallRequest(call, "migrate-db-42-k7f3/step/announce/1"));
  }

  private CallOutcome calls(PlannedCall call) throws InterruptedException {
    return calls(new HttpHost(Optional.empty()), call);
  }

  private PlannedCall call(String method, String path, String body, Map<String, String> take) {
    return new PlannedCall(
        method,
        "http://" + host + path,
        new TreeMap<>(),
        body,
        List.of(),
        Duration.ofMillis(600),
        new TreeMap<>(take));
  }

  @Test
  void whatIsAnsweredBecomesOutputs() throws InterruptedException {
    status = 201;
    answer = "{\"data\":{\"id\":\"w-7\",\"minutes\":30,\"open\":true,\"tags\":[\"a\"]}}";

    var outcome =
        calls(
            call(
                "POST",
                "/windows?team=payments",
                "{\"name\":\"db-42\"}",
                Map.of(
                    "id", "/data/id",
                    "minutes", "/data/minutes",
                    "open", "/data/open",
                    "tags", "/data/tags",
                    "code", "status")));

    assertThat(outcome)
        .isEqualTo(
            new CallOutcome.Answered(
                new TreeMap<>(
                    Map.of(
                        "id", "w-7", "minutes", "30", "open", "true", "tags", "[\"a\"]", "code",
                        "201"))));
    assertThat(asked)
        .containsExactly(
            new Asked(
                "POST /windows?team=payments",
                "migrate-db-42-k7f3/step/announce/1",
                "null",
                "{\"name\":\"db-42\"}"));
  }

  @Test
  void theTokenComesFromWhereTheSettingsSayAndIsNeverInThePlan(@TempDir Path folder)
      throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cr3t\n");

    calls(new HttpHost(Optional.of("file:" + token)), call("GET", "/", "", Map.of()));

    assertThat(asked).extracting(Asked::token).containsExactly("Bearer s3cr3t");
  }

  @Test
  void aTokenThatIsNotThereMakesNoCall() throws InterruptedException {
    var outcome =
        calls(new HttpHost(Optional.of("env:DRE_NOT_SET")), call("GET", "/", "", Map.of()));

    assertThat(outcome)
        .isEqualTo(new CallOutcome.Failed("the secret env:DRE_NOT_SET is empty or not set.", ""));
    assertThat(asked).isEmpty();
  }

  @Test
  void aHostThatTheSettingsDoNotNameIsNotCalled() throws InterruptedException {
    var call =
        new PlannedCall(
            "GET",
            "http://localhost:" + server.getAddress().getPort() + "/",
            new TreeMap<>(),
            "",
            List.of(),
            Duration.ofSeconds(1),
            new TreeMap<>());

    assertThat(calls(call)).isInstanceOf(CallOutcome.Failed.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() throws InterruptedException {
    status = 302;
    answer = "moved";

    assertThat(calls(call("GET", "/", "", Map.of())))
        .isEqualTo(
            new CallOutcome.Failed("answered with 302 to http://elsewhere.example/", "moved"));
  }

  @Test
  void anotherStatusIsAFailureWithWhatWasAnsweredButNoSecret() throws InterruptedException {
    status = 503;
    answer = "busy; token=abcdef";

    assertThat(calls(call("GET", "/", "", Map.of())))
        .isEqualTo(new CallOutcome.Failed("answered with 503", "busy; token=•••"));
  }

  @Test
  void anAnswerWithoutADeclaredOutputIsAFailure() throws InterruptedException {
    answer = "{\"id\":null}";

    assertThat(calls(call("GET", "/", "", Map.of("id", "/id"))))
        .isEqualTo(
            new CallOutcome.Failed(
                "answered with 200 and nothing at /id, for id", "{\"id\":null}"));
    answer = "<html>";
    assertThat(calls(call("GET", "/", "", Map.of("id", "/id"))))
        .isEqualTo(new CallOutcome.Failed("answered with 200, and no JSON", "<html>"));
  }

  @Test
  void nobodyKnowsWhatBecameOfACallWithoutAnAnswer() throws InterruptedException {
    assertThat(calls(call("POST", "/never", "", Map.of())))
        .isInstanceOf(CallOutcome.NoAnswer.class);
    assertThat(calls(call("POST", "/slowly", "", Map.of())))
        .isInstanceOf(CallOutcome.NoAnswer.class);
  }

  @Test
  void whatWasNeverConnectedHasFailed() throws Exception {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      host = "127.0.0.1:" + free.getLocalPort();
    }

    assertThat(calls(call("POST", "/", "", Map.of())))
        .isInstanceOfSatisfying(
            CallOutcome.Failed.class,
            failed -> assertThat(failed.reason()).startsWith("no connection: "));
  }
}
