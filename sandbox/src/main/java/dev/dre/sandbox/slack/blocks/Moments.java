package dev.dre.sandbox.slack.blocks;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;

/** Days and times of day as Slack writes them. */
public final class Moments {

  private Moments() {}

  /** Whether it is a day that exists, such as {@code 2026-11-24}. */
  public static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether it is a time of day, such as {@code 08:05}. */
  static boolean isTime(String text) {
    try {
      return LocalTime.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
