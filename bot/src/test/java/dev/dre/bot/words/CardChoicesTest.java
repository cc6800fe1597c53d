package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Card and dialog say what is so in the state that the operation is in. */
class CardChoicesTest {

  private static String card(Operation operation) {
    return Card.draw(CardView.of(operation), Story.NOON).blocks().toString();
  }

  private static Story undoing() {
    return Story.copying(
            Plans.pausedAtMost(Plans.migrate(), Duration.ofHours(12), MaxPause.Then.ABORT))
        .abortedBy(Someone.BOB, "enough")
        .stops();
  }

  @Test
  void whileItIsUndoneAPauseSaysWhatItHoldsUp() {
    var operation = undoing().operation();
    String dialog = Dialogs.pause(operation, ButtonValue.of(operation), Story.NOON).toString();

    assertThat(card(operation))
        .contains("If you pause: what is being undone now comes to its end (")
        .doesNotContain("If you abort", "nothing runs now");
    assertThat(dialog)
        .contains("Meanwhile: what is being undone now comes to its end (", "Keep undoing")
        .contains("What is not undone yet stays as it is")
        .as("nobody aborts what is aborted")
        .doesNotContain("Paused for 12 h", "nothing runs now");
  }

  @Test
  void beforeItIsUndoneTheSameDialogSaysHowLongItMayBePaused() {
    var operation =
        Story.of(Plans.pausedAtMost(Plans.migrate(), Duration.ofHours(12), MaxPause.Then.ABORT))
            .operation();

    assertThat(Dialogs.pause(operation, ButtonValue.of(operation), Story.NOON).toString())
        .contains("Paused for 12 h, it is aborted.", "Keep running");
  }

  @Test
  void whatNeedsAttentionCanBeAcknowledgedAndNotPaused() {
    var operation = undoing().undoesAll().leaves("slot dre_fwd").leavesNothing().operation();

    assertThat(card(operation))
        .contains("If you acknowledge: it stays as it is, and db-42 is free")
        .doesNotContain("If you pause", "If you abort");
  }

  @Test
  void whatPeopleHaveToUndoInShadowIsNamed() {
    var operation =
        Story.of(Plans.of("db-42 --to cluster-b --mode shadow"))
            .succeeds()
            .abortedBy(Someone.BOB, "enough")
            .leavesNothing()
            .operation();

    assertThat(operation.state()).isEqualTo(State.NEEDS_ATTENTION);
    assertThat(card(operation))
        .containsPattern("Left behind: .*\\(to be undone by hand\\)")
        .contains("If you retry: it is looked again what is left behind");
  }

  @Test
  void anAbortOfARunningWorkflowWaitsForItsEnd() {
    var start = new StepAction.StartWorkflow("Count", "samples", "", Duration.ofMinutes(5));
    var operation = Story.of(Plans.doing(start)).operation();
    String said = "the workflow of prepare is asked to cancel, and its end is waited for";

    assertThat(card(operation)).contains(said);
    assertThat(Dialogs.abort(operation, ButtonValue.of(operation)).toString()).contains(said);
  }
}
