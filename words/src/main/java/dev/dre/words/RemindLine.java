package dev.dre.words;

import dev.dre.operations.State;
import dev.dre.operations.event.Happening;

/** What people read in the thread when something still waits for them. */
public final class RemindLine {

  private RemindLine() {}

  public static String of(Happening.ApprovalReminded reminded) {
    return "◌ Still waiting for %s: *%s* needs %s, until %s. Nothing is approved by itself."
        .formatted(
            Words.principals(reminded.of()),
            Words.name(reminded.step()),
            approvals(reminded.missing()),
            Words.day(reminded.expiresAt()));
  }

  public static String of(Happening.ApprovalEscalated escalated) {
    return "▲ %s: nobody has decided about *%s* for %s. It needs %s, until %s; nothing is approved by itself."
        .formatted(
            Words.principal(escalated.to()),
            Words.name(escalated.step()),
            Words.duration(escalated.after()),
            approvals(escalated.missing()),
            Words.day(escalated.expiresAt()));
  }

  public static String of(Happening.StillWaiting waiting) {
    String who = Words.principals(waiting.of());
    String since = Words.day(waiting.since());
    if (waiting.state() == State.BLOCKED) {
      return "▲ Blocked%s since %s. Nothing runs; %s can say how it goes on."
          .formatted(
              waiting.step().map(step -> " at *%s*".formatted(Words.name(step))).orElse(""),
              since,
              who);
    }
    return waiting.state() == State.NEEDS_ATTENTION
        ? "! Needs attention since %s: something was left behind, and the datastore is locked. Waiting for %s."
            .formatted(since, who)
        : "‖ Undoing stands still since %s: what was done is half undone. %s can resume."
            .formatted(since, who);
  }

  private static String approvals(int missing) {
    return missing == 1 ? "one more approval" : "%d more approvals".formatted(missing);
  }
}
