package dev.dre.config;

import dev.dre.config.expression.ValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of a form that people fill in.
 *
 * @param choices what can be answered; empty when anything of the type can
 * @param otherwise what counts when nothing is said; empty: nothing
 * @param optional whether it can be left out although nothing counts then
 */
public record Question(
    String id,
    String title,
    Type type,
    List<String> choices,
    Optional<String> otherwise,
    boolean optional) {

  /** Longer answers are documents, and have a better place. */
  public static final int LONGEST = 1_000;

  /** What an answer is. */
  public enum Type {
    TEXT("a text"),
    NUMBER("a number such as 3 or 0.5"),
    CHOICE("one of the choices"),
    DATASTORE("a datastore"),
    DATE("a date such as 2026-12-01"),
    YES_NO("yes or no");

    private final String form;

    Type(String form) {
      this.form = form;
    }

    /** As it is written in a runbook: {@code yes_no}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Type::word).toList();
    }

    static Type of(String word) {
      return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst().orElse(TEXT);
    }

    /** What an answer looks like, for people. */
    public String form() {
      return form;
    }

    /** What the answer is in conditions. */
    public ValueType value() {
      return switch (this) {
        case NUMBER -> ValueType.NUMBER;
        case YES_NO -> ValueType.YES_NO;
        case TEXT, CHOICE, DATASTORE, DATE -> ValueType.TEXT;
      };
    }
  }

  public Question {
    choices = List.copyOf(choices);
  }

  /** The same, which can only be answered with one of {@code names}. */
  public Question among(List<String> names) {
    return new Question(id, title, type, names, otherwise, optional);
  }

  /** The same with {@code resolved} for its title. */
  public Question titled(String resolved) {
    return new Question(id, resolved, type, choices, otherwise, optional);
  }

  /** What can be answered, for people: the choices, or what an answer looks like. */
  public String possibleAnswers() {
    return choices.isEmpty() ? type.form() : String.join(", ", choices);
  }

  /** Whether something has to be said. */
  public boolean isMandatory() {
    return otherwise.isEmpty() && !optional;
  }

  /** {@code answer} as it is kept: {@code true} for {@code yes}. */
  public String normalized(String answer) {
    String said = answer.strip();
    return type != Type.YES_NO
        ? said
        : switch (said.toLowerCase(Locale.ROOT)) {
          case "yes" -> "true";
          case "no" -> "false";
          default -> said;
        };
  }

  /** What is wrong with a normalized answer; empty when nothing is. */
  public Optional<String> problemOf(String answer) {
    boolean fits =
        switch (type) {
          case TEXT -> answer.length() <= LONGEST;
          case NUMBER -> Runbook.ParameterType.NUMBER.problemOf(answer).isEmpty();
          case CHOICE, DATASTORE -> choices.contains(answer);
          case DATE -> isDate(answer);
          case YES_NO -> answer.equals("true") || answer.equals("false");
        };
    if (fits) {
      return Optional.empty();
    }
    if (!choices.isEmpty()) {
      return Optional.of(Suggestion.unknown(type.word(), answer, choices));
    }
    String said = answer.length() <= 40 ? answer : answer.substring(0, 40) + "…";
    return Optional.of(
        type == Type.TEXT
            ? "longer than %d characters.".formatted(LONGEST)
            : "\"%s\" should be %s.".formatted(said, type.form()));
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
