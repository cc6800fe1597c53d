package dev.dre.operations.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.GuardRun;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedCondition.Operand;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What readings mean, one each minute. */
class WatchRulesTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private static final SortedMap<String, String> REPORTED = new TreeMap<>(Map.of("copy.most", "5"));

  private static PlannedJob look() {
    return new PlannedJob(
        new ClusterName("cluster-b"),
        "dre-jobs",
        "dre-jobs",
        "toolbox",
        List.of("look"),
        new TreeMap<>(),
        new TreeMap<>(),
        Duration.ofMinutes(10));
  }

  private static PlannedCondition condition(String text, String... numbers) {
    var operands = new TreeMap<String, Operand>();
    for (String name : numbers) {
      operands.put(name, new Operand("number", Optional.empty(), Optional.empty()));
    }
    return new PlannedCondition(text, operands);
  }

  private static StepAction.Watch watch(
      Duration lasts, int successes, int failures, int blind, Optional<Duration> limit) {
    return new StepAction.Watch(
        look(),
        condition("lag < copy.most", "lag", "copy.most"),
        Duration.ofMinutes(1),
        Duration.ZERO,
        lasts,
        successes,
        failures,
        blind,
        limit);
  }

  private static Reading lag(String value) {
    return new Reading(new TreeMap<>(Map.of("lag", value)), "");
  }

  private static Reading nothing() {
    return new Reading(new TreeMap<>(), "no connection");
  }

  /** What watching ends with, and after how many readings; {@code 0 …} when it goes on. */
  private static String watched(StepAction.Watch watch, Reading... readings) {
    var progress = WatchProgress.beginning("", NOON);
    Instant now = NOON;
    for (int i = 0; i < readings.length; i++) {
      var seen = WatchRules.see(watch, REPORTED, readings[i]);
      progress = WatchRules.after(progress, watch, seen, readings[i], now);
      var outcome = WatchRules.outcome(progress, watch, readings[i], now);
      if (outcome.isPresent()) {
        return (i + 1) + " " + words(outcome.get());
      }
      now = now.plus(Duration.ofMinutes(1));
    }
    return "0 " + progress.reading() + progress.problem();
  }

  private static String words(WatchOutcome outcome) {
    return switch (outcome) {
      case WatchOutcome.Held held -> "held " + held.reading();
      case WatchOutcome.Failed failed -> "failed: " + failed.reason();
      case WatchOutcome.Inconclusive nothing ->
          (nothing.failed() ? "error: " : "inconclusive: ") + nothing.reason();
    };
  }

  @Test
  void theLastLookIsWhenItHasHeldForLongEnough() {
    var soak = watch(Duration.ofSeconds(90), 1, 1, 1, Optional.empty());
    var nothingHeld = WatchProgress.beginning("soak", NOON);
    var good = new WatchRules.Seen(WatchRules.Sight.GOOD, "");
    var held = WatchRules.after(nothingHeld, soak, good, lag("1"), NOON);

    assertThat(WatchRules.untilNextLook(held, soak, NOON)).isEqualTo(Duration.ofMinutes(1));
    assertThat(WatchRules.untilNextLook(held, soak, NOON.plusSeconds(60)))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(WatchRules.untilNextLook(nothingHeld, soak, NOON)).isEqualTo(Duration.ofMinutes(1));
    var atOnce = watch(Duration.ZERO, 3, 1, 1, Optional.empty());
    assertThat(WatchRules.untilNextLook(held, atOnce, NOON)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aWaitEndsWithTheFirstGoodLookHoweverManyWereBad() {
    var wait = watch(Duration.ZERO, 1, 0, 5, Optional.empty());

    assertThat(watched(wait, lag("900"), lag("40"), lag("5"), lag("4.9")))
        .isEqualTo("4 held {lag=4.9}");
    assertThat(watched(wait, lag("900"), lag("40"))).isEqualTo("0 {lag=40}");
  }

  @Test
  void aLimitEndsAWaitThatComesToNothing() {
    var wait = watch(Duration.ZERO, 1, 0, 5, Optional.of(Duration.ofMinutes(2)));

    assertThat(watched(wait, lag("900"), lag("40"), lag("30")))
        .isEqualTo("3 failed: lag < copy.most did not come to hold in time; last seen: lag 30");
  }

  @Test
  void aCheckHasToHoldWithoutABreak() {
    var check = watch(Duration.ofMinutes(2), 1, 2, 5, Optional.empty());

    assertThat(watched(check, lag("1"), lag("1"), lag("1"))).isEqualTo("3 held {lag=1}");
    assertThat(watched(check, lag("1"), lag("1"), lag("9"), lag("1"), lag("1")))
        .isEqualTo("0 {lag=1}");
    assertThat(watched(check, lag("1"), lag("9"), lag("9")))
        .isEqualTo("3 failed: lag < copy.most does not hold: lag 9");
  }

  @Test
  void severalGoodLooksInARowCanBeAskedFor() {
    var check = watch(Duration.ZERO, 3, 0, 5, Optional.empty());

    assertThat(watched(check, lag("1"), lag("1"), lag("9"), lag("1"), lag("1"), lag("1")))
        .isEqualTo("6 held {lag=1}");
  }

  @Test
  void looksThatSayNothingAreNeverSuccess() {
    var check = watch(Duration.ofMinutes(2), 1, 0, 3, Optional.empty());

    assertThat(watched(check, lag("1"), lag("1"), nothing(), lag("1"), lag("1")))
        .as("nobody saw whether it held in between")
        .isEqualTo("0 {lag=1}");
    assertThat(watched(check, nothing(), nothing(), nothing()))
        .isEqualTo("3 inconclusive: 3 looks in a row said nothing: no connection");
  }

  @Test
  void looksThatFailThemselvesAreAnError() {
    var check = watch(Duration.ZERO, 1, 0, 3, Optional.empty());

    assertThat(watched(check, crash(), crash(), crash()))
        .isEqualTo("3 error: 3 looks in a row failed themselves: exit code 1");
    assertThat(watched(check, crash(), nothing(), crash()))
        .as("somebody could not even try")
        .isEqualTo("3 inconclusive: 3 looks in a row said nothing: exit code 1");
    assertThat(watched(check, crash(), crash(), lag("9"), crash(), crash())).startsWith("0 ");
  }

  @Test
  void howOftenALookMayFailCanBeSaid() {
    assertThat(watched(failing(2, 5), crash(), crash())).startsWith("2 error: ");
    assertThat(watched(failing(5, 3), crash(), crash(), crash())).startsWith("3 error: ");
    assertThat(watched(failing(2, 5), crash(), nothing(), crash(), nothing())).startsWith("0 ");
  }

  private static StepAction.Watch failing(int errors, int blind) {
    var watch = watch(Duration.ZERO, 1, 0, blind, Optional.empty());
    return new StepAction.Watch(
        watch.probe(),
        watch.until(),
        watch.every(),
        watch.initialDelay(),
        watch.lasts(),
        watch.successes(),
        watch.failures(),
        watch.blind(),
        errors,
        watch.limit());
  }

  private static Reading crash() {
    return Reading.failed("exit code 1");
  }

  @Test
  void aReadingThatIsNotWhatWasDeclaredIsAnError() {
    var wait = watch(Duration.ZERO, 1, 0, 1, Optional.empty());

    assertThat(watched(wait, lag("soon"))).contains("error: ").contains("lag is \"soon\"");
    assertThat(watched(wait, new Reading(new TreeMap<>(), "")))
        .contains("inconclusive: ")
        .contains("lag is not known");
  }

  @Test
  void theFirstBreachOfAGuardCounts() {
    var guard =
        new PlannedGuard(
            "lag",
            "lag",
            new StepId("a"),
            new StepId("b"),
            look(),
            Duration.ofMinutes(1),
            2,
            List.of(
                new PlannedGuard.Breach(
                    condition("lag > 100", "lag"), "far", PlannedGuard.Then.ABORT),
                new PlannedGuard.Breach(
                    condition("lag > 10", "lag"), "behind", PlannedGuard.Then.PAGE)),
            new PlannedGuard.Blind(3, PlannedGuard.Then.PAGE));

    assertThat(WatchRules.word(guard, REPORTED, lag("1")).verdict()).isEqualTo(GuardRun.FINE);
    assertThat(WatchRules.word(guard, REPORTED, lag("50")).verdict()).isEqualTo("2");
    assertThat(WatchRules.word(guard, REPORTED, lag("500")).verdict()).isEqualTo("1");
    assertThat(WatchRules.word(guard, REPORTED, nothing()).verdict()).isEqualTo(GuardRun.BLIND);
    assertThat(WatchRules.needed(guard, WatchRules.word(guard, REPORTED, nothing()))).isEqualTo(3);
    assertThat(WatchRules.needed(guard, WatchRules.word(guard, REPORTED, lag("50")))).isEqualTo(2);
  }
}
