package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.operations.GuardRun;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedCondition.Operand;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.LookRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.temporal.WatchRequest;
import dev.dre.worker.Plans;
import dev.dre.worker.kubernetes.JobView.Conclusion;
import dev.dre.worker.kubernetes.JobView.PodView;
import dev.dre.worker.watching.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Looking by one Job after the other, on a clock that a beat moves by a second. */
class WatcherTest {

  private final Cluster cluster = new Cluster();
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-05-01T12:00:00Z");
  private int beatsUntilCancelled = Integer.MAX_VALUE;

  private static final class Cluster implements ClusterGateway {
    final List<String> created = new ArrayList<>();
    final List<String> alive = new ArrayList<>();
    String says = "{\"lag\":\"900\"}";
    boolean silent;
    boolean endless;

    @Override
    public SubmittedJob submit(JobRequest request) {
      if (silent) {
        throw new ClusterUnreachable("connection refused", new IllegalStateException());
      }
      created.add(request.environment().get("DRE_ATTEMPT"));
      alive.add(request.name());
      return new SubmittedJob(request.address(), "uid", Duration.ofMinutes(1));
    }

    @Override
    public JobView look(SubmittedJob job) {
      var conclusion =
          endless ? Optional.<Conclusion>empty() : Optional.of(new Conclusion(true, "", ""));
      Optional<Integer> exitCode = endless ? Optional.empty() : Optional.of(0);
      var pod = new PodView("pod-1", "", true, "", "", "", "", exitCode, "", endless ? "" : says);
      return new JobView(true, conclusion, Optional.of(pod), "");
    }

    @Override
    public String lastLines(String namespace, String pod, int lines) {
      return "";
    }

    @Override
    public boolean remove(JobAddress job) {
      alive.remove(job.name());
      return true;
    }

    @Override
    public Optional<String> uid(String namespace) {
      return Optional.empty();
    }

    @Override
    public boolean mayI(String verb, NeededRight right, String namespace, String name) {
      return true;
    }

    @Override
    public void couldSubmit(JobRequest request) {}

    @Override
    public void close() {}
  }

  private Watcher watcher(WatchProgress progress) {
    InstantSource clock = () -> now;
    return new Watcher(
        new JobLook(cluster, request().look(), clock),
        new TreeMap<>(),
        clock,
        said -> {
          told.add(said.reading().getOrDefault("lag", ""));
          now = now.plusSeconds(1);
          if (told.size() >= beatsUntilCancelled) {
            throw new CancellationException("cancelled");
          }
          if (told.size() > 1_000) {
            throw new AssertionError("it goes on for ever: " + said);
          }
          if (now.getEpochSecond() % 60 > 30) {
            cluster.says = "{\"lag\":\"0.4\"}";
          }
        },
        progress);
  }

  private static WatchRequest request() {
    var look =
        new LookRequest(
            Plans.OPERATION,
            new DatastoreName("db-42"),
            new EffectId("step/settle/1"),
            "settle",
            Plans.job(Plans.B, "look"),
            new TreeMap<>());
    var lag =
        new TreeMap<>(Map.of("lag", new Operand("number", Optional.empty(), Optional.empty())));
    return new WatchRequest(
        look,
        new StepAction.Watch(
            look.probe(),
            new PlannedCondition("lag < 5", lag),
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ZERO,
            1,
            0,
            2,
            Optional.empty()));
  }

  @Test
  void looksUntilItHoldsAndLeavesNoJobBehind() {
    var outcome = watcher(WatchProgress.beginning("", now)).watch(request().watch());

    assertThat(outcome).isEqualTo(new WatchOutcome.Held(new TreeMap<>(Map.of("lag", "0.4"))));
    assertThat(cluster.created).containsExactly("1", "2", "3", "4", "5");
    assertThat(cluster.alive).isEmpty();
    assertThat(told).contains("900");
  }

  @Test
  void aGuardOfWhichPeopleWaitSaysAfterOneLookWhatItSaw() {
    assertThat(watcher(WatchProgress.beginning("", now)).guard(guard(), GuardRun.NONE).verdict())
        .isEqualTo("1");
    assertThat(cluster.created).hasSize(1);
  }

  @Test
  void anyOtherGuardHasToSeeItAsOftenAsTheRunbookSays() {
    assertThat(watcher(WatchProgress.beginning("", now)).guard(guard(), GuardRun.FINE).verdict())
        .isEqualTo("1");
    assertThat(cluster.created).hasSize(3);
  }

  private static PlannedGuard guard() {
    return new PlannedGuard(
        "replication",
        "replication runs",
        new StepId("copy"),
        new StepId("cut_over"),
        Plans.job(Plans.B, "look"),
        Duration.ofSeconds(5),
        3,
        List.of(
            new PlannedGuard.Breach(
                new PlannedCondition(
                    "lag > 5",
                    new TreeMap<>(
                        Map.of("lag", new Operand("number", Optional.empty(), Optional.empty())))),
                "It lags.",
                PlannedGuard.Then.PAUSE)),
        new PlannedGuard.Blind(3, PlannedGuard.Then.PAGE));
  }

  @Test
  void anotherWorkerGoesOnWhereTheFirstWas() {
    var cutOff = request().look().look(7);
    cluster.alive.add(cutOff.name());

    watcher(
            new WatchProgress(
                -1, "", new TreeMap<>(), "", 7, now.minusSeconds(70), Optional.empty(), 0, 7, 0, 0))
        .watch(request().watch());

    assertThat(cluster.created).first().isEqualTo("8");
    assertThat(cluster.alive).isEmpty();
  }

  @Test
  void aCancelledLookRemovesItsJob() {
    cluster.endless = true;
    beatsUntilCancelled = 5;

    assertThatThrownBy(() -> watcher(WatchProgress.beginning("", now)).watch(request().watch()))
        .isInstanceOf(CancellationException.class);
    assertThat(cluster.created).containsExactly("1");
    assertThat(cluster.alive).isEmpty();
  }

  @Test
  void aClusterThatStaysSilentIsALookThatSawNothing() {
    cluster.silent = true;

    var outcome = watcher(WatchProgress.beginning("", now)).watch(request().watch());

    assertThat(outcome)
        .isEqualTo(
            new WatchOutcome.Inconclusive(
                "2 looks in a row said nothing: cluster-b does not answer"));
  }
}
