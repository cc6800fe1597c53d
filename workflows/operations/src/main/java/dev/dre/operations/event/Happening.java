package dev.dre.operations.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.operations.ByHand;
import dev.dre.operations.Reply;
import dev.dre.operations.State;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.line.OfLine;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds of events. Each carries what a sink needs to tell it, because by the time it is told
 * the operation has moved on. Comments and reasons are empty when none was given.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "kind",
    defaultImpl = Happening.Unrecognised.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Happening.OperationStarted.class, name = "operation_started"),
  @JsonSubTypes.Type(value = Happening.StepStarted.class, name = "step_started"),
  @JsonSubTypes.Type(value = Happening.StepSucceeded.class, name = "step_succeeded"),
  @JsonSubTypes.Type(value = Happening.StepFailed.class, name = "step_failed"),
  @JsonSubTypes.Type(value = Happening.OutcomeUnknown.class, name = "outcome_unknown"),
  @JsonSubTypes.Type(value = Happening.Verified.class, name = "verified"),
  @JsonSubTypes.Type(value = Happening.VerifyFailed.class, name = "verify_failed"),
  @JsonSubTypes.Type(value = Happening.LateOutcome.class, name = "late_outcome"),
  @JsonSubTypes.Type(value = Happening.GateOpened.class, name = "gate_opened"),
  @JsonSubTypes.Type(value = Happening.Approved.class, name = "approved"),
  @JsonSubTypes.Type(value = Happening.ApprovalReminded.class, name = "approval_reminded"),
  @JsonSubTypes.Type(value = Happening.ApprovalEscalated.class, name = "approval_escalated"),
  @JsonSubTypes.Type(value = Happening.StillWaiting.class, name = "still_waiting"),
  @JsonSubTypes.Type(value = Happening.GateClosed.class, name = "gate_closed"),
  @JsonSubTypes.Type(value = Happening.HoldAdded.class, name = "hold_added"),
  @JsonSubTypes.Type(value = Happening.Paused.class, name = "paused"),
  @JsonSubTypes.Type(value = Happening.HoldLifted.class, name = "hold_lifted"),
  @JsonSubTypes.Type(value = Happening.HoldOver.class, name = "hold_over"),
  @JsonSubTypes.Type(value = Happening.PausedTooLong.class, name = "paused_too_long"),
  @JsonSubTypes.Type(value = Happening.Blocked.class, name = "blocked"),
  @JsonSubTypes.Type(value = Happening.WentOn.class, name = "went_on"),
  @JsonSubTypes.Type(value = Happening.StepNotNeeded.class, name = "step_not_needed"),
  @JsonSubTypes.Type(value = Happening.StepExpanded.class, name = "step_expanded"),
  @JsonSubTypes.Type(value = Happening.Asked.class, name = "asked"),
  @JsonSubTypes.Type(value = Happening.Replied.class, name = "replied"),
  @JsonSubTypes.Type(value = Happening.Reminded.class, name = "reminded"),
  @JsonSubTypes.Type(value = Happening.AllReplied.class, name = "all_replied"),
  @JsonSubTypes.Type(value = Happening.StepSlow.class, name = "step_slow"),
  @JsonSubTypes.Type(value = Happening.Required.class, name = "required"),
  @JsonSubTypes.Type(value = Happening.GuardBreached.class, name = "guard_breached"),
  @JsonSubTypes.Type(value = Happening.GuardFine.class, name = "guard_fine"),
  @JsonSubTypes.Type(value = Happening.LookingFirst.class, name = "looking_first"),
  @JsonSubTypes.Type(value = Happening.KeptPaused.class, name = "kept_paused"),
  @JsonSubTypes.Type(value = Happening.HandedOver.class, name = "handed_over"),
  @JsonSubTypes.Type(value = Happening.DoneByHand.class, name = "done_by_hand"),
  @JsonSubTypes.Type(value = Happening.Compared.class, name = "compared"),
  @JsonSubTypes.Type(value = Happening.StepSkipped.class, name = "step_skipped"),
  @JsonSubTypes.Type(value = Happening.AssumedGone.class, name = "assumed_gone"),
  @JsonSubTypes.Type(value = Happening.AbortRequested.class, name = "abort_requested"),
  @JsonSubTypes.Type(value = Happening.RolledBack.class, name = "rolled_back"),
  @JsonSubTypes.Type(value = Happening.RollbackFailed.class, name = "rollback_failed"),
  @JsonSubTypes.Type(value = Happening.LookGivenUp.class, name = "look_given_up"),
  @JsonSubTypes.Type(value = Happening.RollbackGivenUp.class, name = "rollback_given_up"),
  @JsonSubTypes.Type(value = Happening.ResidueChecked.class, name = "residue_checked"),
  @JsonSubTypes.Type(value = Happening.LeftBehind.class, name = "left_behind"),
  @JsonSubTypes.Type(value = Happening.CommandRefused.class, name = "command_refused"),
  @JsonSubTypes.Type(value = Happening.ReverseRequested.class, name = "reverse_requested"),
  @JsonSubTypes.Type(value = Happening.PlanChanged.class, name = "plan_changed"),
  @JsonSubTypes.Type(value = Happening.NoticeRaised.class, name = "notice_raised"),
  @JsonSubTypes.Type(value = Happening.NoticeCleared.class, name = "notice_cleared"),
  @JsonSubTypes.Type(value = Happening.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = Happening.Unrecognised.class, name = "unrecognised")
})
public sealed interface Happening {

  /** {@code approvals} names the steps that will wait for people. */
  record OperationStarted(
      Actor requester,
      String summary,
      String planDigest,
      int steps,
      List<StepId> approvals,
      String environment,
      String team)
      implements Happening {}

  /** {@code position} counts from 1; {@code waits}: the step only waits. */
  record StepStarted(
      StepId step,
      String title,
      int attempt,
      int position,
      int of,
      // Left out when false, as releases before it did.
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean waits)
      implements Happening {}

  record StepSucceeded(StepId step, int attempt, Duration took, SortedMap<String, String> outputs)
      implements Happening {}

  record StepFailed(StepId step, int attempt, String reason, String lastLines)
      implements Happening {}

  record OutcomeUnknown(StepId step, int attempt, String reason) implements Happening {}

  record Verified(StepId step, int attempt, Verification verification, String evidence)
      implements Happening {}

  /** A verify could not look. */
  record VerifyFailed(StepId step, int attempt, String reason) implements Happening {}

  /** Something reported after it had been given up or replaced. Recorded, never acted on. */
  record LateOutcome(String effect, String outcome) implements Happening {}

  record GateOpened(
      GateId gate,
      String gateDigest,
      StepId step,
      String title,
      int position,
      int of,
      String consequence,
      SortedMap<String, String> evidence,
      int required,
      String approvers,
      boolean excludesRequester,
      Actor requester,
      Instant expiresAt)
      implements Happening {}

  record Approved(GateId gate, Actor by, String comment, int missing) implements Happening {}

  /** Who may approve is told that {@code missing} approvals are still waited for. */
  record ApprovalReminded(
      GateId gate, StepId step, List<Principal> of, int missing, Instant expiresAt)
      implements Happening {}

  /** Nobody has decided for {@code after}, so {@code to} is called. */
  record ApprovalEscalated(
      GateId gate, StepId step, Principal to, Duration after, int missing, Instant expiresAt)
      implements Happening {}

  /**
   * It still stands, and only a person can make it go on.
   *
   * @param state blocked, needs attention, or aborting under a hold
   * @param step that it stands blocked for; empty in the other states
   * @param of who can
   * @param times how often that was told, from 1
   */
  record StillWaiting(
      State state, Optional<StepId> step, Instant since, List<Principal> of, int times)
      implements Happening {}

  /** {@code by} is empty when nobody closed it: it expired. */
  record GateClosed(GateId gate, StepId step, GateResult result, Optional<Actor> by, String comment)
      implements Happening {}

  /**
   * {@code meanwhile} says what goes on although somebody wants the operation to stand still; empty
   * when nothing does. {@code until}, {@code thenResume} and {@code line} as in a hold.
   */
  record HoldAdded(
      HoldId hold,
      Actor by,
      String reason,
      String meanwhile,
      Optional<Instant> until,
      boolean thenResume,
      Optional<OfLine> line)
      implements Happening {}

  /** Now nothing runs. */
  record Paused() implements Happening {}

  /**
   * {@code lineGoesOn} names the stop of the line that is over; empty when it was lifted for this
   * operation alone.
   */
  record HoldLifted(HoldId hold, Actor by, int remaining, Optional<OfLine> lineGoesOn)
      implements Happening {}

  /**
   * It has stood paused for {@code after}, longer than its plan allows. {@code then} is what comes
   * of it: an abort that was declared and is refused is {@code page}, and {@code refused} says why.
   */
  record PausedTooLong(Duration after, MaxPause.Then then, String refused) implements Happening {}

  /**
   * A hold has stood as long as its owner wanted. {@code lifted}: it lifted itself, and {@code
   * remaining} others stand; otherwise it stands until somebody resumes.
   */
  record HoldOver(HoldId hold, Actor owner, boolean lifted, int remaining) implements Happening {}

  record Blocked(StepId step, BlockedBecause because, String detail) implements Happening {}

  /** Somebody chose a way out of standing blocked. */
  record WentOn(StepId step, Actor by, String how) implements Happening {}

  /**
   * A person is to do a step by hand. {@code command}: what the plan would have run; empty when it
   * is no command.
   */
  record HandedOver(
      StepId step, String title, int attempt, int position, int of, List<String> command)
      implements Happening {}

  /** Somebody says that a step is done. {@code comment}: what was different; empty when nothing. */
  record DoneByHand(StepId step, int attempt, Actor by, ByHand.How how, String comment)
      implements Happening {}

  /**
   * How a shadow run compares with its plan.
   *
   * @param steps how many were done by hand, or left out
   * @param differing those that were not done as planned, with what was said of them
   */
  record Compared(int steps, List<String> differing) implements Happening {}

  /** The condition {@code when} does not hold, so the operation goes on without the step. */
  record StepNotNeeded(StepId step, String when) implements Happening {}

  /**
   * People are asked something.
   *
   * @param position of the step, from 1
   * @param of who has to answer; of who has answered before nothing more is wanted
   * @param all whether each of them has to
   */
  record Asked(
      StepId step,
      String title,
      int attempt,
      int position,
      int total,
      List<Principal> of,
      boolean all,
      Instant until)
      implements Happening {}

  /** Somebody answered; {@code missing}: who has not yet. */
  record Replied(
      StepId step,
      int attempt,
      Actor by,
      SortedMap<String, String> answers,
      boolean changed,
      List<Principal> missing)
      implements Happening {}

  /** Who has not answered is told so. */
  record Reminded(StepId step, int attempt, List<Principal> missing, Instant until)
      implements Happening {}

  /** Everybody who had to has answered. */
  record AllReplied(StepId step, int attempt, List<Question> questions, List<Reply> replies)
      implements Happening {}

  /**
   * A step for each of {@code entries} is in the plan in its place; {@code planDigest}: of the plan
   * as it is now.
   */
  record StepExpanded(StepId step, List<String> entries, String planDigest) implements Happening {}

  /** A step has taken longer than it should, and goes on. */
  record StepSlow(StepId step, int attempt, Duration expected) implements Happening {}

  /**
   * It was looked whether a step can start. {@code detail}: why not, or empty. {@code reading}:
   * what was seen.
   */
  record Required(
      StepId step, int attempt, boolean holds, String detail, SortedMap<String, String> reading)
      implements Happening {}

  /**
   * What a guard watches is no longer so, or nobody can tell.
   *
   * @param says what that means, for people
   * @param then what follows, as a word: {@code page}, {@code pause} or {@code abort}
   * @param noticed whether that nobody can look follows from what was noticed from outside; that is
   *     a trouble of its own
   */
  record GuardBreached(
      String guard,
      String title,
      String says,
      String then,
      SortedMap<String, String> reading,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean noticed)
      implements Happening {

    public GuardBreached(
        String guard, String title, String says, String then, SortedMap<String, String> reading) {
      this(guard, title, says, then, reading, false);
    }
  }

  /** A guard that was breached says that all is well again. Nothing goes on by itself. */
  record GuardFine(String guard, String title, Duration after) implements Happening {}

  /** Somebody lifts the last hold; {@code guards} are looked at before it goes on. */
  record LookingFirst(HoldId hold, Actor by, String guards) implements Happening {}

  /**
   * It was looked at a guard before going on, and it stays paused.
   *
   * @param says what was seen, or why nobody could look, for people
   * @param by who wanted it to go on
   * @param byItself whether it was to go on by itself, after so long as {@code by} wanted: then
   *     nobody need be there who hears of it
   */
  record KeptPaused(
      String guard,
      String title,
      String says,
      Actor by,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean byItself)
      implements Happening {

    public KeptPaused(String guard, String title, String says, Actor by) {
      this(guard, title, says, by, false);
    }
  }

  /** Somebody went on without a step. */
  record StepSkipped(StepId step, Actor by, String comment) implements Happening {}

  /** A Job that nobody could see gone counts as gone. */
  record AssumedGone(StepId step, int attempt, Actor by, String comment) implements Happening {}

  record AbortRequested(Actor by, String reason, List<String> undoes) implements Happening {}

  record RolledBack(RollbackId rollback, ClusterName cluster, String undoes) implements Happening {}

  record RollbackFailed(
      RollbackId rollback,
      ClusterName cluster,
      String undoes,
      int tries,
      String reason,
      Instant nextTry)
      implements Happening {}

  /** What is left behind on {@code cluster} is not looked for any longer. */
  record LookGivenUp(ClusterName cluster, Actor by, String comment) implements Happening {}

  record RollbackGivenUp(RollbackId rollback, String undoes, Actor by, String comment)
      implements Happening {}

  /**
   * {@code found} is empty when nothing is left; {@code problem} is not empty when nobody could
   * look.
   */
  record ResidueChecked(ClusterName cluster, String found, String problem) implements Happening {}

  /** Not everything could be undone: a person has to look. One entry each. */
  record LeftBehind(List<String> left) implements Happening {}

  /** A command that came by the durable way, with nobody waiting for an answer. */
  record CommandRefused(Actor by, String act, String reason) implements Happening {}

  /** It stops where it is. {@code wayBack}: what is said after {@code /dre} to go back. */
  record ReverseRequested(Actor by, String reason, String wayBack) implements Happening {}

  /**
   * Parameters have other values from here on.
   *
   * @param changes by name: {@code 5s → 10s}
   * @param digest of the plan as it is now
   */
  record PlanChanged(Actor by, SortedMap<String, String> changes, String digest)
      implements Happening {
    public PlanChanged {
      changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }
  }

  /** Something is wrong that the operation itself cannot see; as in {@link Notice}. */
  record NoticeRaised(NoticeKind kind, String key, String words, Instant since)
      implements Happening {}

  /** It is over; {@code words} say what is so instead. */
  record NoticeCleared(NoticeKind kind, String key, String words, Instant since)
      implements Happening {}

  /**
   * {@code how} is the final state's name; {@code left} says what was left behind, one entry each.
   */
  record Ended(String how, Duration took, List<String> left, Optional<Actor> by, String comment)
      implements Happening {}

  /** Written by a newer release than the one that reads it. */
  record Unrecognised() implements Happening {}
}
