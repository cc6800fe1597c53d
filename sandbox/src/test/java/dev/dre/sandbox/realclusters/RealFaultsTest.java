package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.endtoend.ByChat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that is written to is moved, and one thing after the other is killed meanwhile. Where
 * it stops and asks, a person chooses what is offered; nothing that was promised is lost.
 */
@Tag("real-clusters")
class RealFaultsTest {

  private static final Logger LOG = LoggerFactory.getLogger(RealFaultsTest.class);
  private static final int MOST_CHOICES = 20;

  /** A click on a message that is just being replaced is refused; then it is chosen anew. */
  private static final Duration UNTIL_CHOSEN_ANEW = Duration.ofSeconds(20);

  @TempDir private Path state;

  /** What is killed while a step is at work. */
  private record Blow(String step, String what, Act act) {}

  private interface Act {
    void strike(OperationId id) throws Exception;
  }

  @Test
  void aMoveOutlivesItsPodsItsWorkersAndBothServers() throws Exception {
    try (var real = new RealSandbox(state, RealSandbox.Workers.INSTALLED)) {
      RealCluster source = real.clusterA();
      RealCluster target = real.clusterB();

      moves(
          real,
          pod(real, "prepare"),
          new Blow("subscribe", "the target's worker", id -> killWorker(target)),
          new Blow("copy", "the source's server", id -> crash(real, source)),
          new Blow("copy", "the target's server", id -> crash(real, target)),
          pod(real, "copy"),
          pod(real, "prepare_reverse"),
          pod(real, "cut_over"),
          new Blow("drop_forward", "the source's worker", id -> killWorker(source)),
          new Blow("soak", "the source's server", id -> crash(real, source)),
          new Blow("soak", "the target's server", id -> crash(real, target)),
          pod(real, "retire"));
    }
  }

  @Test
  void aMoveOutlivesKubeletsApiServersAndEtcd() throws Exception {
    Optional<Parts> given = Parts.given();
    assumeThat(given).as("how to kill parts of the clusters (--kill)").isPresent();
    Parts parts = given.orElseThrow();
    try (var real = new RealSandbox(state, RealSandbox.Workers.CENTRAL)) {
      RealCluster source = real.clusterA();
      RealCluster target = real.clusterB();

      moves(
          real,
          part(parts, "prepare", Parts.API_SERVER, target),
          part(parts, "copy", Parts.KUBELET, target),
          part(parts, "verify_data", Parts.ETCD, target),
          part(parts, "prepare_reverse", Parts.API_SERVER, source),
          part(parts, "cut_over", Parts.API_SERVER, target),
          part(parts, "drop_forward", Parts.KUBELET, target),
          part(parts, "soak", Parts.ETCD, source),
          part(parts, "retire", Parts.KUBELET, target));
    }
  }

  private static Blow pod(RealSandbox real, String step) {
    return new Blow(
        step,
        "the Job's pod",
        id -> real.until(id, o -> real.clusterB().kill("dre.dev/operation", id.value()) > 0));
  }

  private static Blow part(Parts parts, String step, String part, RealCluster cluster) {
    return new Blow(step, part + " of " + cluster.name(), id -> parts.kill(part, cluster));
  }

  private static void killWorker(RealCluster cluster) {
    assertThat(cluster.kill("app.kubernetes.io/component", "worker")).isPositive();
  }

  private static void crash(RealSandbox real, RealCluster cluster) throws Exception {
    cluster.crashPostgres(RealSandbox.SERVER, real.password());
  }

  private static void moves(RealSandbox real, Blow... blows) throws Exception {
    var left = new ArrayList<>(List.of(blows));
    var load = real.load();
    OperationId id = real.starts("/dre migrate db-42 --to cluster-b --soak 40s");
    int choices = 0;
    Operation now = real.until(id, o -> true);
    while (!now.state().isFinal()) {
      now = real.until(id, o -> o.state().isFinal() || isAsked(o) || next(left, o).isPresent());
      Optional<Blow> blow = next(left, now);
      if (blow.isPresent()) {
        LOG.warn("{}: {} is killed", blow.get().step(), blow.get().what());
        blow.get().act().strike(id);
        left.remove(blow.get());
      } else if (isAsked(now)) {
        assertThat(++choices).as(trouble(now)).isLessThan(MOST_CHOICES);
        choose(real, id, now);
      }
    }

    assertThat(now.state()).as(trouble(now)).isEqualTo(State.SUCCEEDED);
    assertThat(left).as("what was not killed, its step was over too soon").isEmpty();
    real.lostNothing(load, real.clusterB().address(RealSandbox.SERVER));
  }

  private static Optional<Blow> next(List<Blow> left, Operation operation) {
    return left.stream()
        .filter(blow -> ByChat.step(operation, blow.step()).status() == StepStatus.RUNNING)
        .findFirst();
  }

  private static boolean isAsked(Operation operation) {
    return switch (operation.state()) {
      case AWAITING_APPROVAL, BLOCKED, PAUSED, NEEDS_ATTENTION -> true;
      default -> false;
    };
  }

  private static void choose(RealSandbox real, OperationId id, Operation asked) {
    LOG.warn("{}: {}", asked.state(), trouble(asked));
    switch (asked.state()) {
      case AWAITING_APPROVAL -> real.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
      case PAUSED -> real.chat().clicks("bob", id, Buttons.RESUME, "Resume");
      case BLOCKED -> {
        boolean half =
            asked.status().trouble().filter(t -> t.because() == BlockedBecause.PARTIAL).isPresent();
        real.chat()
            .clicks(
                "bob",
                id,
                half ? Buttons.FINISH_FORWARD : Buttons.RETRY,
                half ? "Finish forward" : "Retry");
      }
      default -> throw new AssertionError(trouble(asked));
    }
    Instant until = Instant.now().plus(UNTIL_CHOSEN_ANEW);
    real.until(
        id,
        o -> !o.status().since().equals(asked.status().since()) || Instant.now().isAfter(until));
  }

  private static String trouble(Operation operation) {
    return operation.status().trouble().toString();
  }
}
