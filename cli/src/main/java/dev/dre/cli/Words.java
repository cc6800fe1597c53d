package dev.dre.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Values as people write them. */
final class Words {

  private Words() {}

  /** In the largest unit that needs no fraction: {@code 4 h}. */
  static String of(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + " ms";
    }
    if (duration.toSecondsPart() != 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutesPart() != 0) {
      return duration.toMinutes() + " min";
    }
    return duration.toHoursPart() != 0 || duration.isZero()
        ? duration.toHours() + " h"
        : duration.toDays() + " d";
  }

  /** With quotes where a shell would need them, so that it is clear where each argument ends. */
  static String command(List<String> words) {
    return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
