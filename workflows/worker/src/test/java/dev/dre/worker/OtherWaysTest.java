package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.counting;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.reversible;
import static dev.dre.worker.Plans.shadowed;
import static dev.dre.worker.Plans.switching;
import static dev.dre.worker.Plans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.Line;
import dev.dre.operations.LineDifference;
import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.Subject;
import dev.dre.operations.line.LiftedHold;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.temporal.JobOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people choose when it does not go as planned; each way is recorded for later releases. */
class OtherWaysTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final Shell shell = new Shell();

  @AfterEach
  void stop() {
    shell.close();
  }

  private static JobOutcome failed() {
    return new JobOutcome.Failed("exit code 1", "no space left");
  }

  private static JobOutcome says(String name, String value) {
    return new JobOutcome.Succeeded(new TreeMap<>(Map.of(name, value)));
  }

  @Test
  void aStepIsTriedAgainWithAnotherValue() {
    var request = with(request(change("copy"), look("finish")), Map.of("max_lag", "5s"));
    shell.clusters.script("copy", failed());
    shell.start(request);
    shell.reaches(State.BLOCKED);

    var amended = with(request, Map.of("max_lag", "10s")).plan();
    shell.says(BOB, new Act.Retry(Subject.CURRENT, Optional.of(amended)));

    var ended = shell.ends();
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.plan().parameters()).containsEntry("max_lag", "10s");
    shell.record("retried-with-another-value");
  }

  @Test
  void aStepIsDoneByHand() {
    shell.clusters.script("verify-copy", says("verify", "done"));
    shell.start(shadowed(request(change("copy"), look("finish"))));
    shell.reaches(State.WAITING);

    shell.says(BOB, new Act.Done(Subject.CURRENT, "by script"));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started()).doesNotContain("copy");
    shell.record("done-by-hand");
  }

  @Test
  void itStopsAfterTheSwitchSoThatAnotherGoesBack() {
    shell.clusters.runsOn("soak");
    shell.start(reversible(request(switching("cut_over"), look("soak"))));
    await().until(() -> shell.clusters.follows("soak"));

    shell.says(BOB, new Act.Reverse("writes are slow"));

    assertThat(shell.ends().state()).isEqualTo(State.STOPPED);
    assertThat(shell.clusters.started()).noneMatch(command -> command.startsWith("undo-"));
    shell.record("stopped-to-go-back");
  }

  @Test
  void aJobThatNobodyCanSeeIsTakenForGone() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));
    shell.clusters.setLost(true);
    shell.says(ALICE, new Act.Abort("wrong weekend"));
    await().until(() -> shell.now().awaited().isEmpty());

    shell.says(BOB, new Act.AssumeGone("the cluster burnt down"));

    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
    assertThat(shell.clusters.removed()).isEmpty();
    shell.record("assumed-gone");
  }

  @Test
  void theLineIsStoppedAndGoesOn() {
    var hold =
        new LineHold(new LineHoldId("aa"), new LineScope.Everything(), ALICE, "disk alarm", NOW);
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy"), look("finish")));
    await().until(() -> shell.clusters.follows("copy"));

    LineDifference.between(new Line(List.of(hold), List.of()), shell.now(), NOW)
        .forEach(shell::says);
    shell.clusters.finish("copy");
    shell.reaches(State.PAUSED);
    var goesOn = new Line(List.of(), List.of(new LiftedHold(hold.id(), BOB, NOW)));
    LineDifference.between(goesOn, shell.now(), NOW).forEach(shell::says);

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("held-by-the-line");
  }

  @Test
  void aStepThatDoesNotSayWhatItDeclaresHasFailed() {
    shell.start(request(counting(change("copy"))));
    shell.reaches(State.BLOCKED);
    assertThat(shell.now().status().trouble().orElseThrow().detail())
        .isEqualTo("it ended without saying rows");

    shell.clusters.script("copy", says("rows", "41"));
    shell.says(BOB, new Act.Retry(Subject.CURRENT));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("said-too-little");
  }
}
