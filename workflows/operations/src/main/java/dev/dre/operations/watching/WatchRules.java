package dev.dre.operations.watching;

import dev.dre.config.expression.NotKnown;
import dev.dre.config.expression.ValueType;
import dev.dre.operations.GuardRun;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What readings mean. Pure: the same readings at the same times say the same. */
public final class WatchRules {

  /** What one reading says of a condition. */
  public enum Sight {
    GOOD,
    BAD,
    /** It said nothing. */
    BLIND,
    /** What looks failed itself. */
    ERROR
  }

  /** {@code why}: for a look that said nothing. */
  public record Seen(Sight sight, String why) {}

  private WatchRules() {}

  /** Counts {@code reading} in. */
  public static WatchProgress after(
      WatchProgress before, StepAction.Watch watch, Seen seen, Reading reading, Instant now) {
    boolean good = seen.sight() == Sight.GOOD;
    boolean bad = seen.sight() == Sight.BAD;
    boolean error = seen.sight() == Sight.ERROR;
    boolean blind = error || seen.sight() == Sight.BLIND;
    // A look that says nothing breaks no row of bad ones, and no good one goes on through it.
    Optional<Instant> goodSince =
        good ? before.goodSince().or(() -> Optional.of(now)) : Optional.empty();
    return new WatchProgress(
        fraction(watch, goodSince, now),
        before.title(),
        reading.outputs(),
        seen.why(),
        before.looks(),
        before.since(),
        goodSince,
        good ? before.good() + 1 : 0,
        bad ? before.bad() + 1 : good ? 0 : before.bad(),
        blind ? before.blind() + 1 : 0,
        error ? before.errors() + 1 : 0);
  }

  /** What an end of watching means for the step that watches. */
  public static Outcome ofStep(WatchOutcome ended) {
    return switch (ended) {
      case WatchOutcome.Held held -> new Outcome.Succeeded(held.reading());
      case WatchOutcome.Failed failed -> new Outcome.Failed(failed.reason(), "");
      case WatchOutcome.Inconclusive nothing ->
          nothing.failed()
              ? new Outcome.ProbeFailed(nothing.reason())
              : new Outcome.Inconclusive(nothing.reason());
    };
  }

  /** Whether that is the end, and which; empty: look again. */
  public static Optional<WatchOutcome> outcome(
      WatchProgress progress, StepAction.Watch watch, Reading reading, Instant now) {
    boolean longEnough =
        progress
            .goodSince()
            .filter(s -> Duration.between(s, now).compareTo(watch.lasts()) >= 0)
            .isPresent();
    if (progress.good() >= watch.successes() && longEnough) {
      return Optional.of(new WatchOutcome.Held(reading.outputs()));
    }
    if (watch.failures() > 0 && progress.bad() >= watch.failures()) {
      return Optional.of(
          new WatchOutcome.Failed(
              "%s does not hold: %s".formatted(watch.until().text(), reading.words())));
    }
    int errors = watch.errors() == 0 ? watch.blind() : watch.errors();
    boolean onlyErrors = progress.blind() >= watch.blind() && progress.errors() == progress.blind();
    if (progress.errors() >= errors || onlyErrors) {
      return Optional.of(
          new WatchOutcome.Inconclusive(
              "%d looks in a row failed themselves: %s"
                  .formatted(progress.errors(), progress.problem()),
              true));
    }
    if (progress.blind() >= watch.blind()) {
      return Optional.of(
          new WatchOutcome.Inconclusive(
              "%d looks in a row said nothing: %s"
                  .formatted(progress.blind(), progress.problem())));
    }
    return watch
        .limit()
        .filter(limit -> Duration.between(progress.since(), now).compareTo(limit) >= 0)
        .map(
            limit ->
                new WatchOutcome.Failed(
                    "%s did not come to hold in time; last seen: %s"
                        .formatted(
                            watch.until().text(),
                            progress.problem().isEmpty() ? reading.words() : progress.problem())));
  }

  /** Not later than the moment at which it has held for long enough. */
  public static Duration untilNextLook(
      WatchProgress progress, StepAction.Watch watch, Instant now) {
    return progress
        .goodSince()
        .map(since -> Duration.between(now, since.plus(watch.lasts())))
        .filter(left -> left.isPositive() && left.compareTo(watch.every()) < 0)
        .orElse(watch.every());
  }

  private static double fraction(StepAction.Watch watch, Optional<Instant> goodSince, Instant now) {
    return watch.lasts().isZero() || goodSince.isEmpty()
        ? -1
        : Math.min(
            1.0,
            (double) Duration.between(goodSince.get(), now).toMillis() / watch.lasts().toMillis());
  }

  public static Seen see(
      StepAction.Watch watch, SortedMap<String, String> reported, Reading reading) {
    if (!reading.problem().isEmpty()) {
      return new Seen(reading.failed() ? Sight.ERROR : Sight.BLIND, reading.problem());
    }
    try {
      boolean holds = holds(watch.until(), reported, reading);
      return new Seen(holds ? Sight.GOOD : Sight.BAD, "");
    } catch (NotKnown e) {
      boolean garbled = isGarbled(watch.until(), reading);
      return new Seen(garbled ? Sight.ERROR : Sight.BLIND, String.valueOf(e.getMessage()));
    }
  }

  /** Whether something was reported that is not what it was declared to be. */
  private static boolean isGarbled(PlannedCondition condition, Reading reading) {
    return condition.operands().entrySet().stream()
        .anyMatch(
            operand -> {
              String said =
                  reading.outputs().get(operand.getValue().reportedAs().orElse(operand.getKey()));
              return said != null && !ValueType.of(operand.getValue().type()).reads(said);
            });
  }

  /** {@code reported}: outputs of earlier steps, which a condition can name too. */
  private static boolean holds(
      PlannedCondition condition, SortedMap<String, String> reported, Reading reading)
      throws NotKnown {
    var all = new TreeMap<>(reported);
    all.putAll(reading.outputs());
    return Holding.holds(condition, condition.values(all));
  }

  /** What one reading says of a guard. */
  public static GuardWord word(
      PlannedGuard guard, SortedMap<String, String> reported, Reading reading) {
    if (!reading.problem().isEmpty()) {
      return new GuardWord(GuardRun.BLIND, reading.problem(), reading.outputs());
    }
    try {
      for (int i = 0; i < guard.breaches().size(); i++) {
        var when = guard.breaches().get(i).when();
        if (holds(when, reported, reading)) {
          return new GuardWord(String.valueOf(i + 1), "", reading.outputs());
        }
      }
      return new GuardWord(GuardRun.FINE, "", reading.outputs());
    } catch (NotKnown e) {
      return new GuardWord(GuardRun.BLIND, String.valueOf(e.getMessage()), reading.outputs());
    }
  }

  /** How many looks in a row have to say {@code word} before it counts. */
  public static int needed(PlannedGuard guard, GuardWord word) {
    return word.verdict().equals(GuardRun.BLIND) ? guard.blind().after() : guard.readings();
  }
}
