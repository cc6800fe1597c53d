package dev.dre.bot.words;

import java.time.Instant;

/** An operation does not answer: what is clicked has nobody who takes it. */
public record Silence(Instant since, Why why) {

  /** Each says what somebody can do about it. */
  public enum Why {
    NO_WORKER("No worker serves operations: start one (`dre worker`). Nothing is lost meanwhile."),
    TASKS_FAIL(
        "The worker fails at it each time: its log says why, and a release that fits goes on from here."),
    UNKNOWN("Look whether Temporal and the workers are there, and at their logs.");

    private final String remedy;

    Why(String remedy) {
      this.remedy = remedy;
    }

    String remedy() {
      return remedy;
    }
  }
}
