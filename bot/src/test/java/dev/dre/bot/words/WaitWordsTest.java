package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Story;
import dev.dre.config.Window;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.StepAction;
import dev.dre.words.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The card of what only waits says what for, and until when. */
class WaitWordsTest {

  @Test
  void aWindowSaysWhenItOpens() {
    var window =
        new Window(
            new TreeSet<>(List.of(DayOfWeek.SUNDAY)),
            LocalTime.of(1, 0),
            LocalTime.of(5, 0),
            ZoneId.of("Europe/Berlin"));
    Instant opens = window.next(Story.NOON);

    assertThat(card(new StepAction.SleepUntilOpen(window)))
        .contains(
            "Waiting for: the window Sun 01:00–05:00 Europe/Berlin, which opens "
                + Words.day(opens))
        .contains("stops waiting; after the pause it waits for its time again.");
    assertThat(opens.atZone(window.zone()).getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
  }

  @Test
  void aTimeThatPassesSaysWhenItHasPassed() {
    assertThat(card(new StepAction.Sleep(Duration.ofHours(6))))
        .contains("Waiting for: 6 h to pass, until " + Words.day(Story.NOON.plusSeconds(6 * 3600)));
  }

  @Test
  void aMomentIsSaid() {
    var at = Story.NOON.plus(Duration.ofDays(3));

    assertThat(card(new StepAction.SleepUntil(at))).contains("Waiting for: " + Words.day(at));
  }

  @Test
  void whatIsLookedForIsSaidAndHowOften() {
    var look = (StepAction.RunJob) Plans.migrate().steps().getFirst().action();
    var watch =
        new StepAction.Watch(
            look.job(),
            new PlannedCondition("lag < 5.0", new TreeMap<>()),
            Duration.ofMinutes(1),
            Duration.ZERO,
            Duration.ofHours(2),
            1,
            0,
            4,
            Optional.empty());

    assertThat(card(watch))
        .contains("Waiting for: `lag &lt; 5.0`, looking every 1 min; it has to hold for 2 h.");
  }

  @Test
  void whatDoesNotWaitSaysNothing() {
    assertThat(WaitWords.of(Story.migration().operation())).isEmpty();
    assertThat(WaitWords.of(Story.asking().operation())).isEmpty();
  }

  private static String card(StepAction action) {
    return Card.draw(CardView.of(Story.of(Plans.doing(action)).operation()), Story.NOON)
        .blocks()
        .toString();
  }
}
