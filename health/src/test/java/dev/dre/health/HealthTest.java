package dev.dre.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said to whoever asks how a process is. */
class HealthTest {

  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private final Readiness readiness = new Readiness(() -> now, Duration.ofMillis(500));
  private final Metrics metrics = new Metrics();
  private final HealthServer server = HealthServer.start(0, readiness, metrics);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
    readiness.close();
    metrics.close();
  }

  @Test
  void itLivesWhileItAnswers() throws Exception {
    readiness.needs("Temporal", () -> Optional.of("Temporal does not answer"));

    assertThat(get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void itIsReadyWhenNothingIsLacking() throws Exception {
    readiness.needs("Temporal", Optional::empty);

    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assertThat(get("/ready").body()).isEqualTo("{\"ready\":true,\"lacks\":[]}\n");
  }

  @Test
  void whatIsLackingIsSaidInWords() throws Exception {
    readiness.needs("Temporal", () -> Optional.of("Temporal at \"t:7233\" does not answer"));
    readiness.needs("Slack", () -> Optional.of("the connection to Slack is broken"));

    var ready = get("/ready");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(new ObjectMapper().readTree(ready.body()).get("lacks"))
        .extracting(node -> node.asText())
        .containsExactly(
            "the connection to Slack is broken", "Temporal at \"t:7233\" does not answer");
  }

  @Test
  void whatDoesNotSayHowItIsIsLacking() throws Exception {
    var never = new CountDownLatch(1);
    readiness.needs(
        "Temporal",
        () -> {
          never.await();
          return Optional.empty();
        });
    readiness.needs("Slack", Optional::empty);

    assertThat(readiness.lacks()).singleElement().asString().startsWith("Temporal does not say");
  }

  @Test
  void whatFailsIsLacking() throws Exception {
    readiness.needs(
        "clusters",
        () -> {
          throw new IllegalStateException("out of order");
        });

    assertThat(readiness.lacks())
        .containsExactly("clusters: java.lang.IllegalStateException: out of order");
  }

  @Test
  void howeverOftenItIsAskedItAsksItselfOnlyEveryFiveSeconds() throws Exception {
    var asked = new AtomicInteger();
    readiness.needs(
        "Temporal",
        () -> {
          asked.incrementAndGet();
          return Optional.empty();
        });

    readiness.lacks();
    now = now.plusSeconds(4);
    readiness.lacks();
    assertThat(asked).hasValue(1);

    now = now.plusSeconds(1);
    readiness.lacks();
    assertThat(asked).hasValue(2);
  }

  @Test
  void theLastNeedOfANameCounts() throws Exception {
    readiness.needs("Slack", () -> Optional.of("not reached yet"));
    assertThat(readiness.lacks()).isNotEmpty();

    readiness.needs("Slack", Optional::empty);
    assertThat(readiness.lacks()).isEmpty();
  }

  @Test
  void whileItStartsItIsNotReadyEvenIfNothingIsNeededYet() throws Exception {
    try (var health = Health.start(freePort())) {
      int port = health.port().orElseThrow();
      assertThat(get(port, "/ready").body())
          .isEqualTo("{\"ready\":false,\"lacks\":[\"it is starting\"]}\n");

      health.needs("Temporal", Optional::empty);
      health.started();

      assertThat(get(port, "/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutAPortNobodyIsTold() {
    try (var health = Health.start(0)) {
      assertThat(health.port()).isEmpty();
    }
  }

  @Test
  void metricsAreReadByPrometheus() throws Exception {
    metrics.registry().counter("dre.happenings", "what", "guard_breached").increment();

    var answer = get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body().lines())
        .contains("dre_happenings_total{what=\"guard_breached\"} 1.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
  }

  @Test
  void whatIsNotThereIsSaidToBeNotThere() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/").statusCode()).isEqualTo(404);
  }

  @Test
  void nothingCanBeSentToIt() throws Exception {
    var post = request(server.port(), "/ready").POST(BodyPublishers.ofString("{}")).build();

    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void aPortThatIsTakenIsSaidWithTheWayOut() {
    assertThatThrownBy(() -> Health.start(server.port()))
        .hasMessageContaining("port " + server.port())
        .hasMessageContaining("--health-port 0");
  }

  @Test
  void aPortThatNobodyChoseIsDoneWithoutWhenItIsTaken() {
    var said = new ArrayList<String>();

    try (var health = Health.start(Optional.empty(), server.port(), said::add)) {
      assertThat(health.port()).isEmpty();
    }

    assertThat(said)
        .singleElement()
        .asString()
        .contains("port " + server.port(), "--health-port")
        .endsWith("going on without");
  }

  @Test
  void aPortThatNobodyChoseIsListenedOnWhenItIsFree() throws Exception {
    var said = new ArrayList<String>();
    int free = freePort();

    try (var health = Health.start(Optional.empty(), free, said::add)) {
      assertThat(health.port()).hasValue(free);
    }

    assertThat(said).isEmpty();
  }

  @Test
  void aChosenPortThatIsTakenIsNotDoneWithout() {
    var said = new ArrayList<String>();

    assertThatThrownBy(() -> Health.start(Optional.of(server.port()), 0, said::add))
        .hasMessageContaining("port " + server.port());
    assertThat(said).isEmpty();
  }

  @Test
  void noPortCanBeChosenToo() {
    try (var health = Health.start(Optional.of(0), server.port(), said -> {})) {
      assertThat(health.port()).isEmpty();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(server.port(), path);
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return client.send(request(port, path).build(), BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
