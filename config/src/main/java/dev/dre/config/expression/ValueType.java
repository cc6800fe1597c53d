package dev.dre.config.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.dre.config.Durations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a value in a condition is. Values travel as text; this says how the text is read. */
public enum ValueType {
  TEXT(SimpleType.STRING, "a text"),
  /** With or without a fraction. */
  NUMBER(SimpleType.DOUBLE, "a number such as 3 or 0.5"),
  /** A whole number of bytes. */
  BYTES(SimpleType.INT, "a whole number of bytes"),
  DURATION(SimpleType.DURATION, Durations.FORM),
  YES_NO(SimpleType.BOOL, "true or false"),
  /** Of texts. */
  LIST(ListType.create(SimpleType.STRING), "a list such as [\"orders\", \"users\"]");

  private final CelType cel;
  private final String form;

  ValueType(CelType cel, String form) {
    this.cel = cel;
    this.form = form;
  }

  /** As it is written in a runbook: {@code yes_no}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as they are written. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ValueType::word).toList();
  }

  /** The type that is written as {@code word}; text when there is none. */
  public static ValueType of(String word) {
    return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst().orElse(TEXT);
  }

  /** What a text of this type looks like. */
  public String form() {
    return form;
  }

  /** Whether {@code text} says a value of this type. */
  public boolean reads(String text) {
    return read(text).isPresent();
  }

  CelType cel() {
    return cel;
  }

  /** {@code text} as the value it says; empty when it is none of this type. */
  Optional<Object> read(String text) {
    try {
      return switch (this) {
        case TEXT -> Optional.of(text);
        case NUMBER -> Optional.<Object>of(Double.valueOf(text)).filter(n -> !n.equals(Double.NaN));
        case BYTES -> Optional.of(Long.parseLong(text));
        case DURATION -> Durations.parse(text).map(d -> d);
        case YES_NO ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            };
        case LIST -> TextList.parse(text).map(list -> list);
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
