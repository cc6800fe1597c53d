package dev.dre.operations;

import java.util.Locale;

/** Where an operation stands. */
public enum State {
  RUNNING("A step runs, or is being checked."),
  AWAITING_APPROVAL("A gate is open: people decide."),
  WAITING("A step waits for something to become true."),
  PAUSING("Somebody wants it to stand still; what runs comes to its end first."),
  PAUSED("Nothing runs until every hold is lifted."),
  BLOCKED("Something went wrong; a person chooses the way on."),
  ABORTING("What was done is being undone."),
  NEEDS_ATTENTION(
      "Something was left behind; the datastore stays locked until a person has seen it."),
  SUCCEEDED("Done."),
  REJECTED("Somebody said no, or nobody answered, before anything was changed."),
  ABORTED("Undone; nothing left behind."),
  ABORTED_NEEDS_ATTENTION("Undone as far as possible; a person has seen what was left behind."),
  STOPPED("Stopped where it was, after the switch, so that another operation can go back.");

  private final String sentence;

  State(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }

  /** As people read it: {@code awaiting approval}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** After "it": {@code is awaiting approval}, {@code needs attention}. */
  public String verb() {
    return this == NEEDS_ATTENTION ? words() : "is " + words();
  }

  /** Whether nothing will ever change again. */
  public boolean isFinal() {
    return switch (this) {
      case SUCCEEDED, REJECTED, ABORTED, ABORTED_NEEDS_ATTENTION, STOPPED -> true;
      case RUNNING,
          AWAITING_APPROVAL,
          WAITING,
          PAUSING,
          PAUSED,
          BLOCKED,
          ABORTING,
          NEEDS_ATTENTION ->
          false;
    };
  }
}
