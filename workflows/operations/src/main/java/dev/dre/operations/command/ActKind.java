package dev.dre.operations.command;

import java.util.Locale;

/** The columns of the table of states and commands. */
public enum ActKind {
  PAUSE,
  RESUME,
  ABORT,
  APPROVE,
  REJECT,
  RETRY,
  SKIP,
  REPLY,
  GIVE_UP,
  FINISH_FORWARD,
  GO_BACK,
  ACKNOWLEDGE,
  ASSUME_GONE,
  DONE,
  REVERSE;

  /** As people read it: {@code finish forward}. */
  public String words() {
    return this == REPLY ? "answer" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
