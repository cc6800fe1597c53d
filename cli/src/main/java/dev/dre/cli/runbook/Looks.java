package dev.dre.cli.runbook;

import dev.dre.config.RunbookTests.Seen;
import dev.dre.operations.GuardRun;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.watching.GuardRow;
import dev.dre.operations.watching.Reading;
import dev.dre.operations.watching.WatchRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Looking again and again, at what is given; what it means is judged as in real operations. */
final class Looks {

  private Looks() {}

  static Reading reading(Seen seen) {
    if (!seen.failed().isEmpty()) {
      return Reading.failed(seen.failed());
    }
    return seen.blind().isEmpty() ? new Reading(seen.outputs(), "") : Reading.blind(seen.blind());
  }

  /** A step that waits or checks. */
  static final class OfStep implements InFlight {

    private final StepAction.Watch watch;
    private final SortedMap<String, String> reported;
    private final List<Seen> seen;
    private WatchProgress progress;
    private Instant next;

    OfStep(
        StepAction.Watch watch, SortedMap<String, String> reported, List<Seen> seen, Instant now) {
      this.watch = watch;
      this.reported = reported;
      this.seen = seen;
      this.progress = WatchProgress.beginning("", now);
      this.next = now.plus(watch.initialDelay());
    }

    @Override
    public Instant due() {
      return next;
    }

    @Override
    public Optional<Outcome> comes(Instant now) {
      Reading reading = reading(seen.get(Math.min(progress.looks(), seen.size() - 1)));
      progress = progress.looking();
      var sight = WatchRules.see(watch, reported, reading);
      progress = WatchRules.after(progress, watch, sight, reading, now);
      next = now.plus(WatchRules.untilNextLook(progress, watch, now));
      return WatchRules.outcome(progress, watch, reading, now).map(WatchRules::ofStep);
    }
  }

  /** A guard. One of which nothing is given sees that all is well, and is not played. */
  static final class OfGuard implements InFlight {

    private static final GuardWord WELL = new GuardWord(GuardRun.FINE, "", new TreeMap<>());

    private final Effect.Guard effect;
    private final Function<Instant, Optional<Seen>> seen;
    private final Map<Seen, GuardWord> said = new HashMap<>();
    private GuardRow row = GuardRow.NONE;
    private Instant next;

    OfGuard(
        Effect.Guard effect, boolean given, Function<Instant, Optional<Seen>> seen, Instant now) {
      this.effect = effect;
      this.seen = seen;
      this.next = given || !effect.verdict().equals(GuardRun.FINE) ? now : Instant.MAX;
    }

    @Override
    public Instant due() {
      return next;
    }

    @Override
    public Optional<Outcome> comes(Instant now) {
      GuardWord word =
          seen.apply(now)
              .map(
                  s ->
                      said.computeIfAbsent(
                          s,
                          look ->
                              WatchRules.word(effect.guard(), effect.reported(), reading(look))))
              .orElse(WELL);
      row = row.after(word);
      next = now.plus(effect.guard().every());
      return row.isToBeSaid(effect.guard(), word, effect.verdict())
          ? Optional.of(new Outcome.GuardSays(word.verdict(), word.detail(), word.reading()))
          : Optional.empty();
    }
  }
}
