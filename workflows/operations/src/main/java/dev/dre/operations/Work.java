package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.plan.StepId;
import java.time.Instant;
import java.util.Optional;

/** What the operation is doing right now, apart from rolling back and telling. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Work.Deciding.class, name = "deciding"),
  @JsonSubTypes.Type(value = Work.Requiring.class, name = "requiring"),
  @JsonSubTypes.Type(value = Work.ByHand.class, name = "by_hand"),
  @JsonSubTypes.Type(value = Work.Running.class, name = "running"),
  @JsonSubTypes.Type(value = Work.Verifying.class, name = "verifying"),
  @JsonSubTypes.Type(value = Work.TakingBack.class, name = "taking_back"),
  @JsonSubTypes.Type(value = Work.Stopping.class, name = "stopping"),
  @JsonSubTypes.Type(value = Work.Clearing.class, name = "clearing"),
  @JsonSubTypes.Type(value = Work.CheckingResidue.class, name = "checking_residue")
})
public sealed interface Work {

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
