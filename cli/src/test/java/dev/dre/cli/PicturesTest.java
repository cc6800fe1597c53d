package dev.dre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages about runbooks show them as they are. */
class PicturesTest {

  private static final Path PAGES = Path.of("..", "docs", "runbooks");

  private static final Pattern PICTURE =
      Pattern.compile(
          "<!-- picture: (.+?) -->\n```mermaid\n(.*?)```\n<!-- end of picture -->", Pattern.DOTALL);

  @Test
  void aPageShowsThePictureThatTheCommandPrints() throws IOException {
    var shown = new ArrayList<String>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      String printed = PICTURE.matcher(text).replaceAll(PicturesTest::printed);
      PICTURE.matcher(text).results().forEach(picture -> shown.add(picture.group(1)));
      if (Boolean.getBoolean("dre.docs.write")) {
        Files.writeString(page, printed);
      } else {
        assertThat(text)
            .as(
                "%s does not show what is printed. Print it anew with:%n  mvn test -pl cli -am"
                    + " -Dtest=PicturesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddre.docs.write=true%n",
                page)
            .isEqualTo(printed);
      }
    }
    assertThat(shown)
        .anyMatch(s -> s.startsWith("migrate "))
        .anyMatch(s -> s.startsWith("migrate-back "))
        .anyMatch(s -> s.startsWith("upgrade "));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static String printed(MatchResult picture) {
    var words = new ArrayList<>(List.of("plan", "--config", "../config/example", "--picture"));
    words.addAll(List.of(picture.group(1).split(" ")));
    var terminal = Terminal.after(words.toArray(String[]::new));
    assertThat(terminal.err()).isEmpty();
    return Matcher.quoteReplacement(
        "<!-- picture: %s -->\n```mermaid\n%s```\n<!-- end of picture -->"
            .formatted(picture.group(1), terminal.out()));
  }
}
