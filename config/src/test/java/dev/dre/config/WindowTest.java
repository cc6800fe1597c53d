package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When hours that come again each week come next. 2026-11-23 is a Monday. */
class WindowTest {

  private static Window window(Set<DayOfWeek> days, String from, String to) {
    return new Window(
        new TreeSet<>(days),
        LocalTime.parse(from),
        LocalTime.parse(to),
        ZoneId.of("Europe/Berlin"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:00:00Z, 2026-11-28T00:00:00Z",
    "2026-11-28T02:30:00Z, 2026-11-28T02:30:00Z",
    "2026-11-28T04:00:00Z, 2026-11-29T00:00:00Z",
    "2026-11-29T04:00:00Z, 2026-12-05T00:00:00Z"
  })
  void itOpensAtItsHourOnItsDays(Instant now, Instant opens) {
    var weekend = window(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "01:00", "05:00");

    assertThat(weekend.next(now)).isEqualTo(opens);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T20:00:00Z, 2026-11-23T21:00:00Z",
    "2026-11-24T03:00:00Z, 2026-11-24T03:00:00Z",
    "2026-11-24T05:00:00Z, 2026-11-30T21:00:00Z"
  })
  void itCanGoOnPastMidnight(Instant now, Instant opens) {
    var night = window(Set.of(DayOfWeek.MONDAY), "22:00", "06:00");

    assertThat(night.next(now)).isEqualTo(opens);
  }

  @Test
  void itKnowsSummerTime() {
    var daily = window(Set.of(DayOfWeek.values()), "02:30", "04:00");

    assertThat(daily.next(Instant.parse("2026-03-28T12:00:00Z")))
        .as("there is no 02:30 on that day")
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(daily.next(Instant.parse("2026-03-30T00:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
  }
}
