package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Principal;
import dev.dre.bot.Plans;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Line;
import dev.dre.operations.LineDifference;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.line.LiftedHold;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.StepId;
import dev.dre.words.StoppedLine;
import dev.dre.words.ThreadLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pause says: whose it is, what stands still, and what does not. */
class PauseLinesTest {

  private static final LineHold HOLD =
      new LineHold(
          new LineHoldId("aa"),
          new LineScope.OfTeam("payments"),
          Someone.EVE.actor(),
          "disk <alarm>",
          Story.NOON);

  private static String card(Operation operation) {
    return Card.draw(CardView.of(operation), Story.NOON).blocks().toString();
  }

  private static Operation held(Operation operation) {
    var line = new Line(List.of(HOLD), List.of());
    Operation now = operation;
    for (var command : LineDifference.between(line, operation, Story.NOON)) {
      now = now.handle(command, Story.NOON).operation();
    }
    return now;
  }

  private static List<String> thread(Operation operation) {
    return operation.outbox().pending().stream()
        .map(Event::what)
        .map(what -> ThreadLine.of(new Event(1, Story.NOON, what)).orElse(""))
        .toList();
  }

  @Test
  void aCardThatTheLineHoldsSaysForWhomAndHowItGoesOnForAll() {
    assertThat(card(held(Story.copying().operation())))
        .contains("Held by <@U0EVE0001> for the whole team payments since ")
        .contains("“disk &lt;alarm&gt;”. `/dre resume --team payments` lifts it for all.")
        .contains("Resume only this one");
  }

  @Test
  void theThreadTellsWhoStoppedTheLineAndWhoLetItGoOn() {
    Operation held = held(Story.copying().operation());
    var lifted =
        LineDifference.between(
            new Line(
                List.of(), List.of(new LiftedHold(HOLD.id(), Someone.BOB.actor(), Story.NOON))),
            held,
            Story.NOON);

    assertThat(thread(held))
        .last()
        .asString()
        .startsWith("‖ <@U0EVE0001> stopped the line for the whole team payments: “disk");
    assertThat(thread(held.handle(lifted.getFirst(), Story.NOON).operation()))
        .contains("<@U0BOB0001> let the line go on for the whole team payments; going on.");
  }

  @Test
  void whoResumesWhatWasApprovedMeanwhileKnowsThatItStarts() {
    var story = Story.asking().pausedBy(Someone.ALICE, "lunch");
    assertThat(card(story.operation()))
        .contains("If you resume: the request is open again for as long as it still was.")
        .contains("0 of 1 · its clock stands still");

    assertThat(card(story.approvedBy(Someone.BOB, "").operation()))
        .contains(
            "If you resume: cut-over starts: it was approved while the operation stood still.")
        .contains("1 of 1 · approved");
  }

  @Test
  void aPausedRequestKeepsItsTimeAndWalIsKeptMeanwhile() {
    var story = Story.asking().takes(Duration.ofHours(2)).pausedBy(Someone.ALICE, "lunch");

    assertThat(card(story.operation()))
        .contains("Stands still: the request for cut-over, 2 h left when it was paused.")
        .contains("Does not stand still: WAL is kept on cluster-a for the slot.");
  }

  @Test
  void aJobThatComesToItsEndFirstHasItsDeadline() {
    var story = Story.copying().pausedBy(Someone.ALICE, "lunch");

    assertThat(card(story.operation()))
        .contains("Does not stand still: <!date^")
        .contains("copy is stopped if it still runs.");
  }

  @Test
  void aPauseThatMayNotLastForEverSaysWhatComesThen() {
    var plan = Plans.pausedAtMost(Plans.migrate(), Duration.ofHours(12), MaxPause.Then.ABORT);
    var story = Story.of(plan).pausedBy(Someone.ALICE, "lunch").stops();

    assertThat(card(story.operation())).contains("it is aborted.");
    assertThat(
            Dialogs.pause(Story.of(plan).operation(), ButtonValue.of(story.operation()), Story.NOON)
                .toString())
        .contains("Paused for 12 h, it is aborted.");

    story.waits(Duration.ofHours(12));
    assertThat(thread(story.operation()))
        .contains(
            "▲ Paused for 12 h, longer than this runbook allows. It is aborted, as the runbook says.");
    assertThat(story.operation().abort()).isPresent();
    assertThat(card(story.operation())).doesNotContain("Stands still");
  }

  @Test
  void whoResumesIsToldWhatIsLookedAtFirstAndWhyItStaysPaused() {
    assertThat(line(new Happening.LookingFirst(new HoldId("a"), Someone.BOB.actor(), "the slot")))
        .isEqualTo("<@U0BOB0001> resumed. Looking first whether all is well: the slot.");
    assertThat(
            line(new Happening.KeptPaused("slot", "the slot", "It is lost.", Someone.BOB.actor())))
        .isEqualTo(
            "‖ It stays paused. Guard *the slot*: It is lost. <@U0BOB0001> can look again, or go on"
                + " in spite of it with the right to acknowledge.");
  }

  @Test
  void whoIsWaitedForIsRemindedInTheThread() {
    var gate = new GateId("cut_over#1");
    var step = new StepId("cut_over");
    var dre = List.of(Principal.group("dre"));

    assertThat(line(new Happening.ApprovalReminded(gate, step, dre, 1, Story.NOON)))
        .startsWith("◌ Still waiting for @dre: *cut-over* needs one more approval, until ")
        .endsWith("Nothing is approved by itself.");
    assertThat(
            line(
                new Happening.ApprovalEscalated(
                    gate,
                    step,
                    Principal.user("U0EVE0001"),
                    Duration.ofMinutes(30),
                    2,
                    Story.NOON)))
        .startsWith(
            "▲ <@U0EVE0001>: nobody has decided about *cut-over* for 30 min. It needs 2 more")
        .endsWith("nothing is approved by itself.");
    assertThat(line(still(State.BLOCKED, Optional.of(step), dre)))
        .startsWith("▲ Blocked at *cut-over* since ")
        .endsWith("Nothing runs; @dre can say how it goes on.");
    assertThat(line(still(State.NEEDS_ATTENTION, Optional.empty(), dre)))
        .endsWith("something was left behind, and the datastore is locked. Waiting for @dre.");
    assertThat(line(still(State.ABORTING, Optional.empty(), dre)))
        .endsWith("what was done is half undone. @dre can resume.");
  }

  private static Happening still(State state, Optional<StepId> step, List<Principal> of) {
    return new Happening.StillWaiting(state, step, Story.NOON, of, 1);
  }

  private static String line(Happening what) {
    return ThreadLine.of(new Event(1, Story.NOON, what)).orElseThrow();
  }

  @Test
  void theDialogSaysWhatGoesOnBeforeAnybodyPauses() {
    String dialog =
        Dialogs.pause(
                Story.asking().operation(),
                ButtonValue.of(Story.asking().operation()),
                Story.asking().now())
            .toString();

    assertThat(dialog)
        .contains("The request for cut-over keeps the 4 h it has left.")
        .contains("Goes on: WAL is kept on cluster-a for the slot.");
  }

  @Test
  void beforeReplicationNothingIsSaidOfIt() {
    assertThat(card(Story.migration().pausedBy(Someone.ALICE, "").operation()))
        .doesNotContain("WAL");
  }

  @Test
  void whoStartsAndWhoListsIsToldSince() {
    assertThat(StoppedLine.startsPaused(HOLD, Story.NOON.plus(Duration.ofSeconds(610))))
        .isEqualTo(
            "It starts paused: <@U0EVE0001> stopped the line for the whole team payments 10 min ago:"
                + " “disk &lt;alarm&gt;”. Nothing runs until somebody lifts that: `/dre resume --team"
                + " payments`.");
    assertThat(StoppedLine.top(HOLD, List.of(HOLD, HOLD)))
        .startsWith("‖ The line is stopped for the whole team payments by <@U0EVE0001> since ")
        .endsWith("`/dre resume --team payments --hold aa` lifts it.");
  }
}
