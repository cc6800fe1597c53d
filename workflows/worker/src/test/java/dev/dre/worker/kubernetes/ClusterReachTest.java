package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.Cluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether clusters answer while nobody needs them. */
class ClusterReachTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = NOON;
  private final ClusterReach reach = new ClusterReach(meters, () -> now);
  private final FakeGateway a = new FakeGateway();
  private final FakeGateway b = new FakeGateway();

  ClusterReachTest() {
    reach.watched(cluster("cluster-a"), a);
    reach.watched(cluster("cluster-b"), b);
  }

  @AfterEach
  void close() {
    reach.close();
  }

  @Test
  void aClusterThatHasNotBeenAskedIsNotReached() {
    assertThat(reach.lacks())
        .hasValueSatisfying(words -> assertThat(words).contains("not been asked"));
  }

  @Test
  void whoWaitsForTheFirstRoundIsToldOfNoClusterThatHasNotBeenAsked() {
    b.away = true;
    var seen = new CompletableFuture<Optional<String>>();

    reach.start(() -> seen.complete(reach.lacks()));

    assertThat(seen).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
    assertThat(reachable("cluster-b")).isZero();
  }

  @Test
  void oneThatAnswersIsEnough() {
    b.away = true;

    reach.look();

    assertThat(reach.lacks()).isEmpty();
    assertThat(reachable("cluster-a")).isEqualTo(1);
    assertThat(reachable("cluster-b")).isZero();
  }

  @Test
  void whenNoneAnswersEachSaysWhy() {
    a.away = true;
    b.away = true;

    reach.look();

    assertThat(reach.lacks())
        .contains(
            "no cluster can be reached: cluster-a: connection refused; cluster-b: connection refused");
  }

  @Test
  void theLastAnswerStaysWhenTheClusterGoes() {
    reach.look();
    a.away = true;
    now = NOON.plusSeconds(60);

    reach.look();

    assertThat(lastAnswer("cluster-a")).isEqualTo(NOON);
    assertThat(lastAnswer("cluster-b")).isEqualTo(now);
  }

  @Test
  void aClusterThatIsBackIsReachedAgain() {
    a.away = true;
    reach.look();
    a.away = false;

    reach.look();

    assertThat(reachable("cluster-a")).isEqualTo(1);
  }

  @Test
  void aWorkerWithoutClustersLacksNone() {
    try (var none = new ClusterReach(meters, () -> now)) {
      assertThat(none.lacks()).isEmpty();
    }
  }

  @Test
  void onlyWhatAWorkerMayDoAnywayIsAsked() throws IOException {
    try (var server = RecordingApiServer.start();
        var gateway = server.gateway()) {
      reach.watched(cluster("cluster-c"), gateway);

      reach.look();

      assertThat(server.asked()).containsExactly("batch/jobs get");
    }
  }

  private Instant lastAnswer(String cluster) {
    return Instant.ofEpochSecond(
        (long) meters.get("dre.cluster.last.answer").tag("cluster", cluster).gauge().value());
  }

  @Test
  void aClusterThatForbidsItIsNotReachedAndItsWordsAreShort() throws IOException {
    try (var server = RecordingApiServer.start();
        var gateway = server.gateway()) {
      server.forbid();
      var strict = new ClusterReach(new SimpleMeterRegistry(), () -> now);
      strict.watched(cluster("cluster-c"), gateway);

      strict.look();

      assertThat(strict.lacks())
          .contains(
              "no cluster can be reached: cluster-c: the cluster does not answer:"
                  + " jobs.batch is forbidden");
      strict.close();
    }
  }

  private double reachable(String cluster) {
    return meters.get("dre.cluster.reachable").tag("cluster", cluster).gauge().value();
  }

  private static Cluster cluster(String name) {
    return new Cluster(name, "dre-jobs", "dre-jobs", Optional.empty());
  }
}
