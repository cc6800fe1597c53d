package dev.dre.config.expression;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A question with the answer yes or no, in the Common Expression Language, over named and typed
 * values: {@code copy.lag_seconds < 5.0 && datastore.environment == 'prod'}.
 *
 * <p>Bounded as every {@link Expression}.
 */
public final class Condition {

  /** The longest condition, in characters. */
  public static final int LONGEST = Expression.LONGEST;

  private Condition() {}

  /**
   * What is wrong with {@code text}; empty when it can be evaluated.
   *
   * @param types what can be named in it
   */
  public static Optional<String> problemOf(String text, Map<String, ValueType> types) {
    try {
      of(text, types);
      return Optional.empty();
    } catch (CelValidationException e) {
      return Optional.of(Expression.inWords(text, e, types));
    }
  }

  /**
   * Whether {@code text} holds.
   *
   * @param types what can be named in it
   * @param values what is known, as text; may lack some of {@code types}
   * @throws NotKnown when it cannot be said: never taken for a no
   */
  public static boolean holds(String text, Map<String, ValueType> types, Map<String, String> values)
      throws NotKnown {
    try {
      return (Boolean) of(text, types).evaluate(values);
    } catch (CelValidationException e) {
      throw new NotKnown(Expression.inWords(text, e, types));
    }
  }

  /** What a condition without problems names, of {@code types}. */
  public static SortedSet<String> namesIn(String text, Map<String, ValueType> types) {
    try {
      return of(text, types).names();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(Expression.inWords(text, e, types), e);
    }
  }

  private static Expression of(String text, Map<String, ValueType> types)
      throws CelValidationException {
    return Expression.of(text, types, Optional.of(SimpleType.BOOL));
  }
}
