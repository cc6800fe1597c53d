package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.ask;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.StepSketch.watch;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;

import dev.dre.approvals.Principal;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.Subject;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How each row of the table is reached: by real commands and outcomes. */
final class Situations {

  private Situations() {}

  /** The copy is behind the switch, and there is a way back. */
  private static Story switched(StepSketch next) {
    return Story.of(plan(copy().in(Zone.REVERSE), next).reversible()).succeeds();
  }

  private static Story asking() {
    return Story.of(ask("plan", false, Principal.group("dre")), look("soak"));
  }

  static Story reached(String situation) {
    return switch (situation) {
      case "running" -> Story.of(copy(), look("soak"));
      case "running_reversible" -> Story.of(copy().in(Zone.REVERSE));
      case "running_to_reverse" -> switched(look("soak"));
      case "changing_to_reverse" -> switched(step("drop").in(Zone.REVERSE));
      case "waiting_to_reverse" -> switched(watch("settle"));
      case "awaiting_to_reverse" -> switched(step("drop").in(Zone.REVERSE).gated());
      case "paused_to_reverse" ->
          Story.of(plan(copy().in(Zone.REVERSE), look("soak")).reversible())
              .pausedBy(ALICE)
              .succeeds();
      case "blocked_to_reverse" -> switched(look("soak")).fails();
      case "blocked_half_to_reverse" ->
          switched(step("drop").in(Zone.REVERSE)).fails().isVerified(PARTIAL);
      case "stopped" ->
          switched(look("soak")).gives(BOB, new Act.Reverse("slow")).stops().isSeenGone();
      case "asking" -> asking();
      case "asking_all_skippable" ->
          Story.of(
              ask("plan", true, Principal.group("dre"), Principal.user("U0CAROL01")).skippable(),
              look("soak"));
      case "paused_asking" -> asking().pausedBy(ALICE);
      case "paused_answered" ->
          asking()
              .pausedBy(ALICE)
              .gives(BOB, new Act.Reply(Subject.CURRENT, new TreeMap<>(Map.of("when", "tonight"))));
      case "blocked_unanswered" -> asking().waits(Duration.ofHours(25));
      case "running_completing" -> Story.of(copy().in(Zone.COMPLETE));
      case "awaiting_untouched" -> Story.of(look("preflight"), copy().gated()).succeeds();
      case "awaiting_changed" -> awaiting(1);
      case "awaiting_one_of_two" -> awaiting(2);
      case "waiting" -> Story.of(watch("settle"), look("soak"));
      case "waiting_by_hand" -> Story.of(plan(copy(), look("soak")).shadowed());
      case "paused_by_hand" -> Story.of(plan(copy(), look("soak")).shadowed()).pausedBy(ALICE);
      case "waiting_skippable" -> Story.of(watch("settle").skippable(), look("soak"));
      case "waiting_reversible" -> Story.of(copy().in(Zone.REVERSE), watch("settle")).succeeds();
      case "blocked_inconclusive" -> Story.of(watch("settle")).seesNothing();
      case "blocked_not_ready" -> Story.of(look("soak").requiring()).isRequired(false);
      case "pausing" -> Story.of(copy(), look("soak")).pausedBy(ALICE);
      case "pausing_reversible" -> Story.of(copy().in(Zone.REVERSE)).pausedBy(ALICE);
      case "paused_over_running" -> Story.of(copy(), look("soak")).pausedBy(ALICE).succeeds();
      case "paused_before_gate" ->
          Story.of(copy(), look("soak").gated()).pausedBy(ALICE).succeeds();
      case "paused_before_end" -> Story.of(copy()).pausedBy(ALICE).succeeds();
      case "paused_over_awaiting" -> awaiting(2).pausedBy(ALICE);
      case "paused_over_approved" -> awaiting(1).pausedBy(ALICE).approvedBy(CAROL);
      case "paused_over_blocked" -> failed().pausedBy(ALICE);
      case "paused_by_the_line" -> Story.from(heldByTheLine());
      case "paused_completed" ->
          Story.of(copy().in(Zone.COMPLETE), look("soak")).pausedBy(ALICE).succeeds();
      case "blocked_failed" -> failed();
      case "blocked_looking_failed" -> Story.of(look("preflight")).fails();
      case "blocked_unknown" -> Story.of(copy()).fails().cannotBeVerified();
      case "blocked_partial" -> Story.of(copy()).fails().isVerified(PARTIAL);
      case "blocked_partial_gated" ->
          Story.of(step("copy").gated()).approvedBy(CAROL).fails().isVerified(PARTIAL);
      case "blocked_taken_back" ->
          Story.of(copy())
              .fails()
              .isVerified(PARTIAL)
              .takenBackBy(BOB)
              .takingBackSucceeds()
              .takingBackSucceeds()
              .isVerified(NOT_DONE);
      case "blocked_rejected" -> awaiting(1).rejectedBy(CAROL);
      case "blocked_expired" -> awaiting(1).waits(Duration.ofHours(4));
      case "blocked_completed" ->
          Story.of(step("copy").in(Zone.COMPLETE)).fails().isVerified(PARTIAL);
      case "blocked_skippable" ->
          Story.of(copy().skippable(), look("soak")).fails().isVerified(NOT_DONE);
      case "running_clearing" -> Story.of(copy()).vanishes().isNotSeenGone();
      case "pausing_clearing" ->
          Story.of(copy().redoneAfterAPause()).pausedBy(ALICE).stops().isNotSeenGone();
      case "aborting_clearing" -> Story.of(copy()).abortedBy(ALICE).stops().isNotSeenGone();
      case "aborting_stopping" -> Story.of(copy()).abortedBy(ALICE);
      case "aborting_undoing" -> undoing();
      case "aborting_failing" -> undoing().failsToUndo("copy/0");
      case "aborting_held" -> undoing().failsToUndo("copy/0").pausedBy(ALICE);
      case "needs_attention" -> leftBehind();
      case "succeeded" -> Story.of(copy()).succeeds();
      case "rejected" -> Story.of(copy().gated()).rejectedBy(CAROL);
      case "aborted" -> undoing().undoes("copy/0").undoes("copy/1");
      case "acknowledged" -> leftBehind().acknowledgedBy(BOB);
      default -> throw new IllegalArgumentException(situation);
    };
  }

  private static Operation heldByTheLine() {
    var hold =
        new LineHold(
            new LineHoldId("aa"),
            new LineScope.OfTeam("payments"),
            ALICE.actor(),
            "disk alarm",
            Story.NOON);
    var request = Story.request(plan(copy()).planned()).heldBy(List.of(hold));
    return Operation.start(request, Story.NOON);
  }

  private static StepSketch copy() {
    return step("copy").undoneOn("cluster-a", "cluster-b");
  }

  private static Story awaiting(int approvals) {
    return Story.of(copy(), step("cut_over").gated(approvals)).succeeds();
  }

  private static Story failed() {
    return Story.of(copy()).fails().isVerified(NOT_DONE);
  }

  private static Story undoing() {
    return failed().abortedBy(ALICE);
  }

  private static Story leftBehind() {
    return Story.of(plan(copy()).lookingForResidueOn("cluster-a"))
        .fails()
        .isVerified(NOT_DONE)
        .abortedBy(ALICE)
        .undoes("copy/0")
        .undoes("copy/1")
        .leaves("slot dre_fwd");
  }
}
