package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.event.BlockedBecause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OperationsDocTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "operations.md");

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    String page = Files.readString(PAGE);
    String printed = OperationsDoc.printedInto(page);
    if (Boolean.getBoolean("dre.docs.write")) {
      Files.writeString(PAGE, printed);
      return;
    }
    assertThat(page)
        .as(
            "docs/operations.md does not say what the code does. Print it anew with:%n  mvn test -pl"
                + " workflows/operations -am -Dtest=OperationsDocTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddre.docs.write=true%n")
        .isEqualTo(printed);
  }

  @Test
  void thePageAnswersTheThreeQuestionsInEachState() throws IOException {
    var answered = new TreeSet<String>();
    for (String row : threeQuestions(Files.readString(PAGE))) {
      var cells = Arrays.stream(row.split("\\|")).skip(1).map(String::strip).toList();
      assertThat(cells).as(row).hasSize(5).allMatch(cell -> !cell.isEmpty());
      answered.addAll(whatIsSeen(cells.getFirst()));
    }

    assertThat(answered).containsExactlyInAnyOrderElementsOf(everythingThatCanBeSeen());
  }

  private static List<String> threeQuestions(String page) {
    return page.lines()
        .dropWhile(line -> !line.startsWith("| you see | it means"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }

  /** {@code **blocked: failed, unknown**} is two of them. */
  private static List<String> whatIsSeen(String cell) {
    String text = cell.replace("*", "");
    int colon = text.indexOf(": ");
    return colon < 0
        ? List.of(text)
        : Arrays.stream(text.substring(colon + 2).split(", "))
            .map(kind -> text.substring(0, colon + 2) + kind)
            .toList();
  }

  private static Set<String> everythingThatCanBeSeen() {
    var all = new TreeSet<String>(Set.of("waiting: by hand", "waiting: answers"));
    Arrays.stream(State.values())
        .filter(state -> state != State.BLOCKED)
        .map(State::words)
        .forEach(all::add);
    Arrays.stream(BlockedBecause.values())
        .map(because -> "blocked: " + because.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .forEach(all::add);
    return all;
  }
}
