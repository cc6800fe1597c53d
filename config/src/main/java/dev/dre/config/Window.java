package dev.dre.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Hours that come again each week.
 *
 * @param days on which it opens, at least one
 * @param from when it opens
 * @param to when it closes, on the next day where that is not after {@code from}
 * @param zone whose clocks are meant, with their summer time
 */
public record Window(SortedSet<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  public Window {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a window without days never opens");
    }
  }

  /** {@code now} while it is open; else when it opens next. */
  public Instant next(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    // It may have opened yesterday, and opens within a week at the latest.
    for (LocalDate day = today.minusDays(1); ; day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek())) {
        ZonedDateTime opens = day.atTime(from).atZone(zone);
        ZonedDateTime closes = (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone);
        if (now.isBefore(closes.toInstant())) {
          return now.isBefore(opens.toInstant()) ? opens.toInstant() : now;
        }
      }
    }
  }

  /** For people: {@code Sat, Sun 01:00–05:00 Europe/Berlin}. */
  public String words() {
    return "%s %s–%s %s"
        .formatted(
            days.stream()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .collect(Collectors.joining(", ")),
            from,
            to,
            zone);
  }
}
