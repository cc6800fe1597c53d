package dev.dre.worker.watching;

import dev.dre.operations.GuardRun;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.watching.GuardRow;
import dev.dre.operations.watching.Reading;
import dev.dre.operations.watching.WatchRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks again and again, until what is seen is the end of it. */
public final class Watcher {

  /** What goes on between two looks at the world. */
  public interface Beat {

    /** Tells that it is alive, waits a moment, and throws when it is not wanted any more. */
    void next(WatchProgress progress);
  }

  private final Look look;
  private final SortedMap<String, String> reported;
  private final InstantSource clock;
  private final Beat beat;
  private WatchProgress progress;

  /**
   * Goes on from {@code progress}, where an earlier try was.
   *
   * @param reported outputs of earlier steps by {@code step.output}, for conditions that name them
   */
  public Watcher(
      Look look,
      SortedMap<String, String> reported,
      InstantSource clock,
      Beat beat,
      WatchProgress progress) {
    this.look = look;
    this.reported = Collections.unmodifiableSortedMap(new TreeMap<>(reported));
    this.clock = clock;
    this.beat = beat;
    this.progress = progress;
  }

  /** Until it holds, or is known not to, or nobody can say. */
  public WatchOutcome watch(StepAction.Watch watch) {
    waitUntil(progress.since().plus(watch.initialDelay()));
    while (true) {
      Reading reading = look();
      Instant now = clock.instant();
      var seen = WatchRules.see(watch, reported, reading);
      progress = WatchRules.after(progress, watch, seen, reading, now);
      Optional<WatchOutcome> outcome = WatchRules.outcome(progress, watch, reading, now);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      waitFor(WatchRules.untilNextLook(progress, watch, now));
    }
  }

  /**
   * Until {@code guard} says something else than {@code verdict}. Who is given {@link
   * GuardRun#NONE} says after one look what it saw: people wait for it.
   */
  public GuardWord guard(PlannedGuard guard, String verdict) {
    var row = GuardRow.NONE;
    while (true) {
      Reading reading = look();
      GuardWord word = WatchRules.word(guard, reported, reading);
      row = row.after(word);
      progress = progress.saw(reading.outputs(), reading.problem());
      if (row.isToBeSaid(guard, word, verdict)) {
        return word;
      }
      waitFor(guard.every());
    }
  }

  private Reading look() {
    progress = progress.looking();
    return look.at(progress.looks(), () -> beat.next(progress));
  }

  private void waitFor(Duration time) {
    waitUntil(clock.instant().plus(time));
  }

  private void waitUntil(Instant moment) {
    while (clock.instant().isBefore(moment)) {
      beat.next(progress);
    }
  }
}
