package dev.dre.words;

import dev.dre.approvals.Actor;
import dev.dre.config.Question;
import dev.dre.operations.Reply;
import dev.dre.operations.event.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everybody's answers: a table for the thread, and the same as a file. */
public final class AnswerTable {

  /** What fits into a message; the file has all. */
  private static final int LONGEST = 2_000;

  private static final int WIDEST = 40;

  /** The column that says when somebody answered. */
  private static final int TIME = 1;

  private final List<List<String>> rows = new ArrayList<>();

  public AnswerTable(Happening.AllReplied replied) {
    var head = new ArrayList<>(List.of("who", "time"));
    replied.questions().stream().map(Question::id).forEach(head::add);
    rows.add(head);
    replied.replies().forEach(reply -> rows.add(row(reply, replied.questions())));
  }

  private static List<String> row(Reply reply, List<Question> questions) {
    var row = new ArrayList<>(List.of(who(reply.by()), reply.at().toString()));
    questions.forEach(q -> row.add(said(q, reply.answers().getOrDefault(q.id(), ""))));
    return row;
  }

  private static String said(Question question, String answer) {
    return question.type() == Question.Type.YES_NO
        ? answer.replace("true", "yes").replace("false", "no")
        : answer;
  }

  private static String who(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> person.user();
      case Actor.Machine machine -> machine.what();
      case Actor.BreakGlass glass -> glass.user() + "@" + glass.host();
    };
  }

  /**
   * Columns under each other, in a block of code; without the times, because threads are narrow.
   */
  public String text() {
    var shown = rows.stream().map(AnswerTable::shown).toList();
    int[] widths =
        IntStream.range(0, shown.getFirst().size())
            .map(c -> shown.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    String table =
        shown.stream()
            .map(
                row ->
                    IntStream.range(0, widths.length)
                        .mapToObj(c -> row.get(c) + " ".repeat(widths[c] - row.get(c).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
            .collect(Collectors.joining("\n"));
    return Words.fenced(table, LONGEST);
  }

  private static List<String> shown(List<String> row) {
    return IntStream.range(0, row.size())
        .filter(column -> column != TIME)
        .mapToObj(column -> Words.shorten(row.get(column).replaceAll("\\s+", " "), WIDEST))
        .toList();
  }

  /**
   * Comma-separated values as RFC 4180 has them. A spreadsheet would take what begins like a
   * formula for one, so that gets an apostrophe before it.
   */
  public String csv() {
    return rows.stream()
        .map(row -> row.stream().map(AnswerTable::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String quoted(String value) {
    boolean number = value.matches("-?\\d+(\\.\\d+)?");
    String safe = !number && value.matches("(?s)[=+\\-@\t\r].*") ? "'" + value : value;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
