package dev.dre.operations;

import dev.dre.operations.command.ActKind;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of docs/operations.md that are printed from the code. */
final class OperationsDoc {

  private static final String REFUSED = "refused";
  private static final String NOTHING = "–";

  /** These have a column each; the others go in a state or two, and share the last one. */
  private static final List<ActKind> COLUMNS =
      List.of(
          ActKind.PAUSE,
          ActKind.RESUME,
          ActKind.ABORT,
          ActKind.APPROVE,
          ActKind.REJECT,
          ActKind.RETRY);

  private OperationsDoc() {}

  /** {@code page} with its printed parts as the code has them now. */
  static String printedInto(String page) {
    return with("table", table(), with("states", states(), page));
  }

  private static String with(String name, String printed, String page) {
    var part =
        Pattern.compile(
            "(<!-- printed: %s -->\n).*?(<!-- end -->)".formatted(name), Pattern.DOTALL);
    Matcher place = part.matcher(page);
    if (!place.find()) {
      throw new IllegalArgumentException("no place to print the %s into".formatted(name));
    }
    return place.replaceFirst("$1\n" + Matcher.quoteReplacement(printed) + "\n$2");
  }

  private static String states() {
    return row("state", "", "")
        + row("---", "---", "---")
        + Arrays.stream(State.values())
            .map(s -> row("**" + s.words() + "**", s.sentence(), s.isFinal() ? "the end" : ""))
            .collect(Collectors.joining());
  }

  private static String table() {
    var head = Stream.concat(COLUMNS.stream().map(ActKind::words), Stream.of("also"));
    return row("state", head.toArray(String[]::new))
        + row("---", COLUMNS.stream().map(c -> "---").toList().toArray(new String[0]), "---")
        + Arrays.stream(State.values()).map(OperationsDoc::line).collect(Collectors.joining());
  }

  private static String line(State state) {
    String[] cells =
        COLUMNS.stream()
            .map(act -> says(state, act))
            .map(OperationsDoc::cell)
            .toArray(String[]::new);
    String others =
        others()
            .filter(act -> !says(state, act).equals(REFUSED))
            .map(act -> "*%s*: %s".formatted(act.words(), says(state, act)))
            .collect(Collectors.joining("; "));
    return row("**" + state.words() + "**", cells, others.isEmpty() ? NOTHING : others);
  }

  private static Stream<ActKind> others() {
    return Arrays.stream(ActKind.values()).filter(act -> !COLUMNS.contains(act));
  }

  private static String says(State state, ActKind act) {
    return TransitionTable.says(state, act);
  }

  private static String cell(String says) {
    return says.equals(REFUSED) ? NOTHING : says;
  }

  private static String row(String first, String[] cells, String last) {
    return row(first, Stream.concat(Arrays.stream(cells), Stream.of(last)).toArray(String[]::new));
  }

  private static String row(String first, String... cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |\n";
  }
}
