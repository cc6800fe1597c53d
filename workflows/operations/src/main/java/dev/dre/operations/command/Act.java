package dev.dre.operations.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.OfLine;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The things a person can do to an operation. Reasons and comments are empty when none was given.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "act")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Act.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Act.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Act.Abort.class, name = "abort"),
  @JsonSubTypes.Type(value = Act.Approve.class, name = "approve"),
  @JsonSubTypes.Type(value = Act.Reject.class, name = "reject"),
  @JsonSubTypes.Type(value = Act.Retry.class, name = "retry"),
  @JsonSubTypes.Type(value = Act.Skip.class, name = "skip"),
  @JsonSubTypes.Type(value = Act.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Act.Reply.class, name = "reply"),
  @JsonSubTypes.Type(value = Act.GiveUp.class, name = "give_up"),
  @JsonSubTypes.Type(value = Act.FinishForward.class, name = "finish_forward"),
  @JsonSubTypes.Type(value = Act.GoBack.class, name = "go_back"),
  @JsonSubTypes.Type(value = Act.Acknowledge.class, name = "acknowledge"),
  @JsonSubTypes.Type(value = Act.AssumeGone.class, name = "assume_gone"),
  @JsonSubTypes.Type(value = Act.Reverse.class, name = "reverse")
})
public sealed interface Act {

  /**
   * Stand still: adds a hold.
   *
   * @param lasts how long it is meant to; empty: until somebody resumes
   * @param thenResume whether it goes on by itself after that; otherwise people are reminded
   * @param line the stop of the line that this is a part of; empty when only this operation is
   *     meant
   */
  record Pause(
      String reason,
      Optional<Duration> lasts,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean thenResume,
      Optional<OfLine> line)
      implements Act {

    public Pause(String reason, Optional<Duration> lasts, boolean thenResume) {
      this(reason, lasts, thenResume, Optional.empty());
    }

    /** Until somebody resumes. */
    public static Pause untilResumed(String reason) {
      return new Pause(reason, Optional.empty(), false);
    }

    /** Because the line is stopped. */
    public static Pause because(LineHold hold) {
      return new Pause(hold.reason(), Optional.empty(), false, Optional.of(hold.asOfLine()));
    }
  }

  /**
   * Lifts a hold; the only one when {@code hold} is empty.
   *
   * @param line whether it is lifted because the line goes on: then it takes no right of its own,
   *     and lifts no other hold than one of the line
   */
  record Resume(Optional<HoldId> hold, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean line)
      implements Act {

    public Resume(Optional<HoldId> hold) {
      this(hold, false);
    }

    /** Because the line goes on. */
    public static Resume because(LineHoldId lifted) {
      return new Resume(Optional.of(lifted.inOperations()), true);
    }
  }

  /** Stop, and undo what was done. */
  record Abort(String reason) implements Act {}

  /** Yes to exactly the gate whose digest was shown. */
  record Approve(GateId gate, String gateDigest, String comment) implements Act {}

  /** No to the gate whose digest was shown. */
  record Reject(GateId gate, String gateDigest, String comment) implements Act {}

  /**
   * Try again: the blocked step, or a failing rollback now instead of later.
   *
   * @param with the plan with other values of its parameters; empty: as it was
   */
  record Retry(Subject subject, Optional<Plan> with) implements Act {

    public Retry(Subject subject) {
      this(subject, Optional.empty());
    }
  }

  /** Go on without the blocked step. */
  record Skip(Subject subject, String comment) implements Act {}

  /**
   * A step that is done by hand is done.
   *
   * @param differently what was done otherwise than the plan would have; empty: just so
   */
  record Done(Subject subject, String differently) implements Act {}

  /** Answers to what a step asks, by question; what is left out stays as it was answered before. */
  record Reply(Subject subject, SortedMap<String, String> answers) implements Act {
    public Reply {
      answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
  }

  /** Stop trying one rollback; the operation will end in need of attention. */
  record GiveUp(RollbackId rollback, String comment) implements Act {}

  /** A step was found half done: run it on to its end. */
  record FinishForward(Subject subject) implements Act {}

  /** A step was found half done: take it back, so that it can be tried again. */
  record GoBack(Subject subject) implements Act {}

  /** Somebody has seen what was left behind; the datastore is free again. */
  record Acknowledge(String comment) implements Act {}

  /**
   * A Job that nobody can see gone, because its cluster cannot be reached, is taken for gone on
   * somebody's word.
   */
  record AssumeGone(String comment) implements Act {}

  /** It has been switched over: stop where it is, so that another operation can go back. */
  record Reverse(String reason) implements Act {}

  default ActKind kind() {
    return switch (this) {
      case Pause ignored -> ActKind.PAUSE;
      case Resume ignored -> ActKind.RESUME;
      case Abort ignored -> ActKind.ABORT;
      case Approve ignored -> ActKind.APPROVE;
      case Reject ignored -> ActKind.REJECT;
      case Retry ignored -> ActKind.RETRY;
      case Skip ignored -> ActKind.SKIP;
      case Reply ignored -> ActKind.REPLY;
      case GiveUp ignored -> ActKind.GIVE_UP;
      case FinishForward ignored -> ActKind.FINISH_FORWARD;
      case GoBack ignored -> ActKind.GO_BACK;
      case Acknowledge ignored -> ActKind.ACKNOWLEDGE;
      case Done ignored -> ActKind.DONE;
      case AssumeGone ignored -> ActKind.ASSUME_GONE;
      case Reverse ignored -> ActKind.REVERSE;
    };
  }

  private boolean lineGoesOn() {
    return this instanceof Resume resume && resume.line();
  }

  /**
   * The right it takes. Empty for pause, which everybody may, for what the gate's policy rules or
   * who is asked, and where the right was looked at when the whole line was let go on.
   */
  default Optional<Right> right() {
    return switch (kind()) {
      case PAUSE, APPROVE, REJECT, REPLY -> Optional.empty();
      case RESUME -> lineGoesOn() ? Optional.empty() : Optional.of(Right.RESUME);
      case ABORT, REVERSE -> Optional.of(Right.ABORT);
      case RETRY, SKIP, DONE, GIVE_UP, FINISH_FORWARD, GO_BACK -> Optional.of(Right.RETRY);
      case ACKNOWLEDGE, ASSUME_GONE -> Optional.of(Right.ACKNOWLEDGE);
    };
  }
}
