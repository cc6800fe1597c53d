package dev.dre.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Reads windows of time. */
final class WindowReader {

  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
          .toList();

  private WindowReader() {}

  static Window read(Yaml yaml) {
    yaml.only("days", "from", "to", "zone");
    var days = new TreeSet<DayOfWeek>();
    for (Yaml day : yaml.get("days").list()) {
      days.add(DayOfWeek.of(1 + Math.max(0, DAYS.indexOf(day.oneOf("day", DAYS)))));
    }
    return new Window(
        days.isEmpty() ? new TreeSet<>(List.of(DayOfWeek.values())) : days,
        time(yaml.get("from")),
        time(yaml.get("to")),
        zone(yaml.get("zone")));
  }

  private static LocalTime time(Yaml yaml) {
    String text = yaml.text();
    if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      return LocalTime.parse(text);
    }
    if (!text.isEmpty()) {
      yaml.problem("\"%s\" should be a time of day such as 01:30.", text);
    }
    return LocalTime.MIDNIGHT;
  }

  private static ZoneId zone(Yaml yaml) {
    String text = yaml.text();
    try {
      return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException e) {
      yaml.problem("\"%s\" should be a time zone such as Europe/Berlin or UTC.", text);
      return ZoneOffset.UTC;
    }
  }
}
