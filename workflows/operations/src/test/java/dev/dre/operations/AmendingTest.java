package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.Someone.EVE;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.Zone;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A blocked step tried again with other values of the parameters. */
class AmendingTest {

  private static PlanSketch migration(String lag, String cluster) {
    return plan(
            step("prepare").undoneOn(cluster),
            step("copy").gated().undoneOn(cluster),
            step("finish").undoneOn(cluster))
        .with("max_lag", lag);
  }

  /** The copy failed; nothing of it is there. */
  private static Story blocked() {
    return Story.of(migration("5s", "cluster-a"))
        .succeeds()
        .approvedBy(BOB)
        .fails()
        .isVerified(NOT_DONE);
  }

  private static Act with(Plan plan) {
    return new Act.Retry(Subject.CURRENT, Optional.of(plan));
  }

  @Test
  void whatIsStillToComeIsPlannedAnewAndWhatWasDoneStaysAsItWas() {
    var story = blocked();
    Plan before = story.operation().plan();

    story.gives(BOB, with(migration("10s", "cluster-b").planned()));

    Plan now = story.operation().plan();
    assertThat(now.parameters()).containsEntry("max_lag", "10s");
    assertThat(now.steps().get(0)).isEqualTo(before.steps().get(0));
    assertThat(now.steps().get(1).rollback())
        .extracting(PlannedRollback::undoes)
        .as("also what the first attempt may have left")
        .containsExactly("copy on cluster-b", "copy on cluster-a");
    assertThat(now.steps().get(2).rollback())
        .extracting(PlannedRollback::undoes)
        .containsExactly("finish on cluster-b");
    assertThat(story.operation().planDigest()).isEqualTo(Digest.of(now));
    assertThat(story.happened())
        .contains(
            new Happening.PlanChanged(
                BOB.actor(), new TreeMap<>(Map.of("max_lag", "5s → 10s")), Digest.of(now)));
  }

  @Test
  void itIsLookedFirstAndAskedAnewAndNotApprovedByWhoChangedIt() {
    var story = blocked().gives(BOB, with(migration("10s", "cluster-b").planned()));
    assertThat(story.atWork()).containsExactly("verify/copy/1/2");

    story.isVerified(NOT_DONE);
    assertThat(story.operation().state()).isEqualTo(State.AWAITING_APPROVAL);

    story.approvedBy(BOB);
    assertThat(story.says()).startsWith("you changed what is to be approved");
    story.approvedBy(CAROL);
    assertThat(story.atWork()).containsExactly("step/copy/2");
  }

  @Test
  void anAbortUndoesBothTries() {
    var story =
        blocked()
            .gives(BOB, with(migration("10s", "cluster-b").planned()))
            .isVerified(NOT_DONE)
            .abortedBy(ALICE);

    assertThat(story.operation().rollbacks())
        .extracting(RollbackRun::undoes)
        .containsExactly("copy on cluster-b", "copy on cluster-a", "prepare on cluster-a");
  }

  @Test
  void onlyValuesCanBeChanged() {
    var story = blocked();
    String digest = story.operation().planDigest();

    story.gives(BOB, with(plan(step("prepare"), step("copy")).with("max_lag", "10s").planned()));
    assertThat(story.says())
        .isEqualTo("only values can be changed: the steps have to be the same.");
    story.gives(
        BOB,
        with(plan(look("prepare"), step("copy"), step("finish")).with("max_lag", "1s").planned()));
    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    story.gives(
        BOB,
        with(
            plan(step("prepare"), step("copy"), step("finish").in(Zone.COMPLETE))
                .with("max_lag", "1s")
                .planned()));
    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    story.gives(BOB, with(migration("5s", "cluster-a").planned()));
    assertThat(story.says()).isEqualTo("nothing would be different with these values.");
    assertThat(story.operation().planDigest()).isEqualTo(digest);
    assertThat(story.operation().state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void itTakesTheRightToRetry() {
    var story = blocked().gives(EVE, with(migration("10s", "cluster-b").planned()));

    assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(story.operation().plan().parameters()).containsEntry("max_lag", "5s");
  }
}
