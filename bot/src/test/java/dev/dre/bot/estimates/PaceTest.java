package dev.dre.bot.estimates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of how long something will still take, from how it got on. */
class PaceTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private Pace pace = Pace.since(NOON);
  private Instant now = NOON;
  private double fraction;

  /** Gets on for so long at so much an hour, and is looked at all ten seconds. */
  private PaceTest goes(Duration time, double eachHour) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(10);
      fraction += eachHour / 360;
      pace = pace.at(now, fraction);
    }
    return this;
  }

  private Duration left() {
    return pace.left(now).orElseThrow();
  }

  private static void isAbout(Duration actual, Duration expected) {
    assertThat(actual)
        .isBetween(
            expected.multipliedBy(95).dividedBy(100), expected.multipliedBy(105).dividedBy(100));
  }

  @Test
  void whatIsSteadyTakesAsLongAsTheRestAtThatPace() {
    goes(Duration.ofMinutes(30), 0.5);

    isAbout(left(), Duration.ofMinutes(90));
  }

  @Test
  void whatHasSlowedDownIsJudgedByWhatItDidLately() {
    goes(Duration.ofMinutes(60), 0.5).goes(Duration.ofMinutes(30), 0.1);

    // A half and a twentieth is done; the rest takes four hours and a half at a tenth an hour.
    isAbout(left(), Duration.ofMinutes(270));
  }

  @Test
  void whatStandsIsNotGuessedAt() {
    goes(Duration.ofMinutes(30), 0.5);
    now = now.plus(Duration.ofMinutes(11));

    assertThat(pace.stands(now)).isTrue();
    assertThat(pace.left(now)).isEmpty();
  }

  @Test
  void whileItIsNotClearThatItStandsItTakesLongerAndLonger() {
    goes(Duration.ofMinutes(30), 0.5);
    now = now.plus(Duration.ofMinutes(4));

    assertThat(pace.stands(now)).isFalse();
    assertThat(left()).isGreaterThan(Duration.ofHours(2));
  }

  @Test
  void whatFallsBackIsJudgedAnewFromThere() {
    goes(Duration.ofMinutes(30), 1.6);
    fraction = 0.1;
    pace = pace.at(now, fraction);

    assertThat(pace.left(now.plusSeconds(5))).isEmpty();

    goes(Duration.ofMinutes(20), 0.3);
    isAbout(left(), Duration.ofMinutes(160));
  }

  @Test
  void whatGetsOnInLargeStepsDoesNotStandBetweenThem() {
    for (int table = 0; table < 4; table++) {
      now = now.plus(Duration.ofMinutes(20));
      pace = pace.at(now, table / 30.0 + 0.1);
    }
    now = now.plus(Duration.ofMinutes(19));

    assertThat(pace.stands(now)).isFalse();
    assertThat(pace.left(now)).isPresent();
  }

  @Test
  void aLongStandLongAgoExcusesNoLaterOne() {
    goes(Duration.ofHours(1), 0.1);
    now = now.plus(Duration.ofHours(2));
    goes(Duration.ofHours(5), 0.1);
    now = now.plus(Duration.ofHours(3));

    assertThat(pace.stands(now)).isTrue();
  }

  @Test
  void whoComesLaterTakesItForSteadySinceItBegan() {
    now = NOON.plus(Duration.ofHours(4));
    pace = pace.at(now, 0.4);

    isAbout(left(), Duration.ofHours(6));
  }

  @Test
  void whatBeginsInTheMiddleIsNotThoughtToHaveRushedThere() {
    now = NOON.plusSeconds(5);
    fraction = 0.6;
    pace = pace.at(now, fraction);

    assertThat(pace.left(NOON.plusSeconds(40))).isEmpty();

    goes(Duration.ofMinutes(10), 0.6);
    isAbout(left(), Duration.ofMinutes(30));
  }

  @Test
  void nothingIsSaidOfWhatHasHardlyBegunOrIsDone() {
    goes(Duration.ofMinutes(1), 0.5);
    assertThat(pace.left(now)).isEmpty();

    now = now.plus(Duration.ofHours(1));
    assertThat(pace.at(now, 1).left(now)).isEmpty();
    assertThat(Pace.since(NOON).left(now)).isEqualTo(Optional.empty());
    assertThat(Pace.since(NOON).stands(now)).isFalse();
  }

  @Test
  void aStepOfWeeksIsRememberedInFewPoints() {
    goes(Duration.ofDays(14), 1.0 / (24 * 20));

    assertThat(pace.points()).hasSizeLessThanOrEqualTo(120);
    isAbout(left(), Duration.ofDays(6));
  }
}
