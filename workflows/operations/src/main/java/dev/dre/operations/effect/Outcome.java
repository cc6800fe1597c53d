package dev.dre.operations.effect;

import dev.dre.operations.event.Verification;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of an effect. */
public sealed interface Outcome {

  /** It did what it should. */
  record Succeeded(SortedMap<String, String> outputs) implements Outcome {
    public Succeeded {
      outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }
  }

  /**
   * It ended and did not do what it should.
   *
   * @param lastLines the end of its log, redacted; empty when there was none
   */
  record Failed(String reason, String lastLines) implements Outcome {}

  /** It ended without an answer: what it looked for could not be seen. */
  record Inconclusive(String reason) implements Outcome {}

  /** What was to look failed itself, each time: nothing is known of what it looked for. */
  record ProbeFailed(String reason) implements Outcome {}

  /** A condition was answered. */
  record Answered(boolean holds) implements Outcome {}

  /**
   * It was looked whether a step can start.
   *
   * @param reading what the probe reported
   * @param why it cannot, where that is more than its runbook knew; else empty
   */
  record Required(boolean holds, SortedMap<String, String> reading, String why) implements Outcome {
    public Required {
      reading = Collections.unmodifiableSortedMap(new TreeMap<>(reading));
    }

    public Required(boolean holds, SortedMap<String, String> reading) {
      this(holds, reading, "");
    }
  }

  /**
   * What a guard says has changed.
   *
   * @param verdict see {@link dev.dre.operations.GuardRun}
   * @param detail why nobody could look; empty when somebody could
   */
  record GuardSays(String verdict, String detail, SortedMap<String, String> reading)
      implements Outcome {
    public GuardSays {
      reading = Collections.unmodifiableSortedMap(new TreeMap<>(reading));
    }
  }

  /** Nobody knows whether it took effect: it vanished, or ran longer than it may. */
  record Unknown(String reason) implements Outcome {}

  /** It was cancelled because it is no longer wanted; its Job may still be there. */
  record Cancelled() implements Outcome {}

  /** A verify looked. */
  record Verified(Verification verification, String evidence) implements Outcome {}

  /** A residue check looked. {@code found} is empty when nothing is left. */
  record ResidueSeen(String found) implements Outcome {}

  /**
   * A sink has told everything up to {@code throughSequence}.
   *
   * @param windows where it was told, opaque, by name ({@code card}, {@code gate/…}); empty when
   *     nothing new was opened
   */
  record Delivered(long throughSequence, SortedMap<String, String> windows) implements Outcome {
    public Delivered {
      windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
    }
  }

  /** The time has come. */
  record TimerFired() implements Outcome {}
}
