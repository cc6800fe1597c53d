package dev.dre.config.expression;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.dre.config.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A text for people with <code>${…}</code> in it, each an expression in the Common Expression
 * Language over named and typed values: {@code ${minutes} minutes: ${minutes > 60.0 ? 'too long' :
 * 'too short'}}.
 */
public final class Message {

  /** So many expressions fit into one message. */
  public static final int MOST = 20;

  /** So many characters of what an expression comes to are shown. */
  static final int LONGEST_RESULT = 500;

  private static final Set<CelType> SHOWN =
      Set.of(
          SimpleType.STRING,
          SimpleType.DOUBLE,
          SimpleType.INT,
          SimpleType.UINT,
          SimpleType.BOOL,
          SimpleType.DURATION,
          ListType.create(SimpleType.STRING));

  /** Takes away the noise of binary fractions, and nothing of any number that people read. */
  private static final MathContext READABLE = new MathContext(15);

  private Message() {}

  private record Part(String text, boolean expression) {}

  /** What stands in each <code>${…}</code> of {@code text}; empty when one has no end. */
  public static Optional<List<String>> expressionsIn(String text) {
    return parts(text)
        .map(parts -> parts.stream().filter(Part::expression).map(Part::text).toList());
  }

  /**
   * What is wrong with one of the expressions; empty when it can be shown.
   *
   * @param types what can be named in it
   */
  public static Optional<String> problemOf(String expression, Map<String, ValueType> types) {
    try {
      CelType result = Expression.of(expression, types, Optional.empty()).result();
      return SHOWN.contains(result)
          ? Optional.empty()
          : Optional.of(
              "comes to %s. It should be a text, a number, a duration, true or false, or a list of texts."
                  .formatted(result.name()));
    } catch (CelValidationException e) {
      return Optional.of(Expression.inWords(expression, e, types));
    }
  }

  /** What an expression without problems names, of {@code types}. */
  public static SortedSet<String> namesIn(String expression, Map<String, ValueType> types) {
    if (types.containsKey(expression)) {
      return new TreeSet<>(Set.of(expression));
    }
    try {
      return Expression.of(expression, types, Optional.empty()).names();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(Expression.inWords(expression, e, types), e);
    }
  }

  /**
   * {@code text} with what its expressions come to. A name alone is the value as it was given. What
   * cannot be said is said to be not known: it never takes the rest of the message away.
   *
   * @param types what can be named in it
   * @param values what is known, as text
   */
  public static String resolve(
      String text, Map<String, ValueType> types, Map<String, String> values) {
    var resolved = new StringBuilder();
    for (Part part : parts(text).orElse(List.of(new Part(text, false)))) {
      resolved.append(part.expression() ? shown(part.text(), types, values) : part.text());
    }
    return resolved.toString();
  }

  private static String shown(
      String expression, Map<String, ValueType> types, Map<String, String> values) {
    if (types.containsKey(expression) && values.containsKey(expression)) {
      return values.get(expression);
    }
    try {
      return shortened(
          inWords(Expression.of(expression, types, Optional.empty()).evaluate(values)));
    } catch (CelValidationException e) {
      return "(not known: %s)".formatted(Expression.inWords(expression, e, types));
    } catch (NotKnown e) {
      return "(not known: %s)".formatted(e.getMessage());
    }
  }

  private static String inWords(Object value) {
    return switch (value) {
      case Double number when Double.isFinite(number) ->
          BigDecimal.valueOf(number).round(READABLE).stripTrailingZeros().toPlainString();
      case Duration duration -> Durations.inWords(duration);
      case Boolean answer -> answer ? "yes" : "no";
      case List<?> list -> String.join(", ", list.stream().map(String::valueOf).toList());
      default -> String.valueOf(value);
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_RESULT ? text : text.substring(0, LONGEST_RESULT) + "…";
  }

  private static Optional<List<Part>> parts(String text) {
    var parts = new ArrayList<Part>();
    int from = 0;
    for (int begin = text.indexOf("${"); begin >= 0; begin = text.indexOf("${", from)) {
      int end = end(text, begin + 2);
      if (end < 0) {
        return Optional.empty();
      }
      parts.add(new Part(text.substring(from, begin), false));
      parts.add(new Part(text.substring(begin + 2, end).strip(), true));
      from = end + 1;
    }
    parts.add(new Part(text.substring(from), false));
    return Optional.of(parts);
  }

  /** Where the } stands that ends what begins at {@code from}: in no quotes; -1 when nowhere. */
  private static int end(String text, int from) {
    char quote = 0;
    int open = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '{') {
        open++;
      } else if (c == '}' && open-- == 0) {
        return i;
      }
    }
    return -1;
  }
}
