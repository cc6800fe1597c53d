package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The lines between which a cut-over can be killed; going back has the same. */
final class CutOverLines {

  /** What verify says then. */
  static final Map<String, String> VERIFY_AFTER_KILL_AT =
      Map.ofEntries(
          Map.entry("start", "not-done"),
          Map.entry("close", "not-done"),
          Map.entry("terminate", "partial"),
          Map.entry("marker", "partial"),
          Map.entry("arrive", "partial"),
          Map.entry("sequences", "partial"),
          Map.entry("opening", "partial"),
          Map.entry("open", "partial"),
          Map.entry("disable", "partial"),
          Map.entry("login", "partial"),
          Map.entry("journal", "partial"),
          Map.entry("commit", "partial"),
          Map.entry("opened", "done"));

  private CutOverLines() {}

  /** In their order. */
  static List<String> all() throws IOException {
    return Pattern.compile("^-- line: (\\w+)$", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("lib/cut-over.sh")))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** A killed run is seen as at work until the server has noticed its end. */
  static void awaitVerify(Migration migration, String move, String line) {
    String expected = String.valueOf(VERIFY_AFTER_KILL_AT.get(line));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(migration.verify(move)).as("killed at " + line).isEqualTo(expected));
  }
}
