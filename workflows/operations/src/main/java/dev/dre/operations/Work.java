package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the operation is doing right now, apart from rolling back and telling. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Work.Deciding.class, name = "deciding"),
  @JsonSubTypes.Type(value = Work.Requiring.class, name = "requiring"),
  @JsonSubTypes.Type(value = Work.ByHand.class, name = "by_hand"),
  @JsonSubTypes.Type(value = Work.Asking.class, name = "asking"),
  @JsonSubTypes.Type(value = Work.Running.class, name = "running"),
  @JsonSubTypes.Type(value = Work.Verifying.class, name = "verifying"),
  @JsonSubTypes.Type(value = Work.TakingBack.class, name = "taking_back"),
  @JsonSubTypes.Type(value = Work.Stopping.class, name = "stopping"),
  @JsonSubTypes.Type(value = Work.Clearing.class, name = "clearing"),
  @JsonSubTypes.Type(value = Work.Together.class, name = "together"),
  @JsonSubTypes.Type(value = Work.CheckingResidue.class, name = "checking_residue")
})
public sealed interface Work {

  /** Everything at work, each for itself. */
  default List<Work> each() {
    return this instanceof Together together ? together.all() : List.of(this);
  }

  /** The step that it is about; empty when it is about none, or about several. */
  default Optional<StepId> stepOf() {
    return switch (this) {
      case OnStep onStep -> Optional.of(onStep.step());
      case Stopping stopping -> Optional.of(stopping.stopped().step());
      case Clearing clearing -> Optional.of(clearing.stopped().step());
      case ByHand byHand -> Optional.of(byHand.step());
      case Asking asking -> Optional.of(asking.step());
      case CheckingResidue ignored -> Optional.empty();
      case Together ignored -> Optional.empty();
    };
  }

  /** The effect whose outcome it waits for; empty when it waits for none of its own. */
  default Optional<EffectId> awaits() {
    return switch (this) {
      case OnStep onStep -> Optional.of(onStep.effect());
      case Stopping stopping -> Optional.of(stopping.stopped().effect());
      case Clearing clearing when clearing.nextTry().isEmpty() -> Optional.of(clearing.effect());
      case Clearing ignored -> Optional.empty();
      case ByHand ignored -> Optional.empty();
      case Asking ignored -> Optional.empty();
      case CheckingResidue ignored -> Optional.empty();
      case Together ignored -> Optional.empty();
    };
  }

  /** Work on one step, which is one effect. */
  sealed interface OnStep extends Work {
    StepId step();

    int attempt();

    EffectId effect();
  }

  /** It is being found out whether a step is needed. */
  record Deciding(StepId step, int ordinal) implements OnStep {
    @Override
    public int attempt() {
      return 0;
    }

    @Override
    public EffectId effect() {
      return EffectId.decide(step, ordinal);
    }
  }

  /** It is being looked whether a step can start; {@code approved}: after people have said yes. */
  record Requiring(StepId step, int attempt, int ordinal, boolean approved) implements OnStep {
    @Override
    public EffectId effect() {
      return EffectId.require(step, attempt, ordinal);
    }
  }

  /** A person does an attempt of a step, and will say so. */
  record ByHand(StepId step, int attempt) implements Work {}

  /**
   * People are asked, and answer.
   *
   * @param until when it is too late
   * @param reminder when who has not answered is reminded; empty: never
   * @param frozen the time that is left while a pause stops the clock; empty while it runs
   */
  record Asking(
      StepId step,
      int attempt,
      Instant until,
      Optional<Instant> reminder,
      Optional<Duration> frozen)
      implements Work {

    Asking frozen(Duration left) {
      return new Asking(step, attempt, until, reminder, Optional.of(left));
    }

    Asking until(Instant late, Optional<Instant> nextReminder) {
      return new Asking(step, attempt, late, nextReminder, Optional.empty());
    }
  }

  /** An attempt of a step runs; {@code slow}: it was told that it takes longer than it should. */
  record Running(
      StepId step, int attempt, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean slow)
      implements OnStep {

    static Running of(StepRun run) {
      return new Running(run.id(), run.attempt(), false);
    }

    @Override
    public EffectId effect() {
      return EffectId.step(step, attempt);
    }
  }

  /** It is being looked whether an attempt took effect. {@code detail} says what led here. */
  record Verifying(StepId step, int attempt, int ordinal, Why why, String detail)
      implements OnStep {
    @Override
    public EffectId effect() {
      return EffectId.verify(step, attempt, ordinal);
    }
  }

  /**
   * A partial step is being taken back, entry by entry of its rollback list. {@code ordinal} tells
   * one time of taking back an attempt from the next: each runs Jobs of its own.
   */
  record TakingBack(StepId step, int attempt, int ordinal, int index) implements OnStep {
    @Override
    public EffectId effect() {
      return EffectId.takeBack(step, attempt, ordinal, index);
    }

    TakingBack next() {
      return new TakingBack(step, attempt, ordinal, index + 1);
    }
  }

  /** Something is no longer wanted, and has not yet ended. */
  record Stopping(OnStep stopped, Cause cause, String detail) implements Work {}

  /**
   * Something has ended, and its Job is being seen gone.
   *
   * @param failures how often nobody could see it gone
   * @param nextTry when it is looked again; present only after a failure
   */
  record Clearing(
      OnStep stopped, Cause cause, String detail, int failures, Optional<Instant> nextTry)
      implements Work {

    static Clearing first(OnStep stopped, Cause cause, String detail) {
      return new Clearing(stopped, cause, detail, 0, Optional.empty());
    }

    Clearing because(Cause other) {
      return new Clearing(stopped, other, "", failures, Optional.empty());
    }

    Clearing failed(Instant tryAgain) {
      return new Clearing(stopped, cause, detail, failures + 1, Optional.of(tryAgain));
    }

    Clearing triedAgain() {
      return new Clearing(stopped, cause, detail, failures, Optional.empty());
    }

    EffectId effect() {
      return EffectId.clear(stopped.effect(), failures + 1);
    }
  }

  /** Steps of a group beside each other, in the order of the plan; at least one, none a group. */
  record Together(List<Work> all) implements Work {
    public Together {
      all = List.copyOf(all);
    }
  }

  /** All steps are done, or undone: looking what is left behind. */
  record CheckingResidue() implements Work {}

  /** What a verify decides about. */
  enum Why {
    AFTER_FAILURE,
    BEFORE_RETRY,
    AFTER_TAKING_BACK
  }

  /** Why something was stopped before its end. */
  enum Cause {
    ABORT,
    /** A pause of a step that may be run again. */
    REDO,
    /** Somebody goes on without it. */
    SKIP,
    /** Its outcome is not known: it is seen gone before anybody looks what it did. */
    UNKNOWN
  }
}
