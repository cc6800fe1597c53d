package dev.dre.words;

import dev.dre.approvals.Principal;
import dev.dre.operations.event.Happening;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a thread tells of a step that asks people. */
public final class AskLine {

  private AskLine() {}

  public static String of(Happening.Replied replied) {
    String missing =
        replied.missing().isEmpty() ? "" : " Waiting for %s.".formatted(people(replied.missing()));
    return "%s %s *%s*: %s.%s"
        .formatted(
            Words.name(replied.by()),
            replied.changed() ? "answers otherwise now," : "answered",
            Words.name(replied.step()),
            answers(replied.answers()),
            missing);
  }

  public static String of(Happening.Reminded reminded) {
    return "◌ Still waiting for %s to answer *%s*, until %s."
        .formatted(
            people(reminded.missing()), Words.name(reminded.step()), Words.day(reminded.until()));
  }

  public static String of(Happening.AllReplied replied) {
    return "The answers to *%s*:\n%s"
        .formatted(Words.name(replied.step()), new AnswerTable(replied).text());
  }

  private static String people(List<Principal> all) {
    return all.stream().map(Words::principal).collect(Collectors.joining(", "));
  }

  private static String answers(Map<String, String> answers) {
    return answers.entrySet().stream()
        .map(a -> Words.escape(a.getKey()) + " " + Words.escape(a.getValue(), 200))
        .collect(Collectors.joining(" · "));
  }
}
