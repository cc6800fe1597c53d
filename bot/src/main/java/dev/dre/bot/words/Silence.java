package dev.dre.bot.words;

import dev.dre.words.Words;
import java.time.Instant;

/** An operation does not answer: what is clicked has nobody who takes it. */
public record Silence(Instant since, Why why) {

  private static final String MEANWHILE =
      "Pause and Abort are kept and count when it is back; other buttons do not work until then, and a Job that runs goes on.";

  /** Each says what is so, and what somebody can do about it. */
  public enum Why {
    NO_WORKER(
        "No worker serves operations since %s: nothing goes on.",
        "No worker serves operations since %2$s: nothing goes on.",
        "Start one (`dre worker`); nothing is lost meanwhile."),
    TASKS_FAIL(
        "The worker fails at this operation each time since %s: nothing goes on.",
        "The worker fails at %d operations each time since %s: nothing goes on.",
        "Its log says why, and a release that fits goes on from here."),
    UNKNOWN(
        "This operation does not answer since %s.",
        "%d operations do not answer since %s.",
        "Look whether Temporal and the workers are there, and at their logs.");

    private final String what;
    private final String ofMany;
    private final String remedy;

    Why(String what, String ofMany, String remedy) {
      this.what = what;
      this.ofMany = ofMany;
      this.remedy = remedy;
    }
  }

  /** What is so, what becomes of clicks, and what can be done. */
  public String words() {
    return "%s %s %s".formatted(why.what.formatted(Words.time(since)), MEANWHILE, why.remedy);
  }

  /** The same in one sentence, for those who read it elsewhere; {@code time} in their words. */
  public String briefly(String time) {
    return why.what.formatted(time);
  }

  /** The same of so many at once. */
  public String brieflyOf(int many, String time) {
    return many == 1 ? briefly(time) : why.ofMany.formatted(many, time);
  }

  /** That it is over, at {@code now}. */
  public static String over(Instant since, boolean ended, Instant now) {
    return ended
        ? "This operation has ended. It did not answer from %s on.".formatted(Words.time(since))
        : "This operation answers again. It did not from %s to %s; what was kept for it counts now."
            .formatted(Words.time(since), Words.time(now));
  }
}
