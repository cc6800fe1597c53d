package dev.dre.config.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.dre.config.Suggestion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A question with the answer yes or no, in the Common Expression Language, over named and typed
 * values: {@code copy.lag_seconds < 5.0 && datastore.environment == 'prod'}.
 *
 * <p>Bounded: in length, in nesting, and in what it computes, because it is written by one team and
 * evaluated by a worker that serves all of them.
 */
public final class Condition {

  /** The longest condition, in characters. */
  public static final int LONGEST = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(40)
          .maxRegexProgramSize(1_000)
          .comprehensionMaxIterations(100)
          .build();

  private static final Pattern MIXED_EQUALITY =
      Pattern.compile("'_[!=]=_' applied to '\\((double, int|int, double)\\)'");

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'");

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelAbstractSyntaxTree tree;
  private final Map<String, ValueType> types;

  private Condition(CelAbstractSyntaxTree tree, Map<String, ValueType> types) {
    this.tree = tree;
    this.types = types;
  }

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
      return Optional.of(inWords(text, e, types));
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
      return of(text, types).evaluate(values);
    } catch (CelValidationException e) {
      throw new NotKnown(inWords(text, e, types));
    }
  }

  /** What a condition without problems names, of {@code types}. */
  public static SortedSet<String> namesIn(String text, Map<String, ValueType> types) {
    try {
      return of(text, types).names();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(inWords(text, e, types), e);
    }
  }

  private static Condition of(String text, Map<String, ValueType> types)
      throws CelValidationException {
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setResultType(SimpleType.BOOL);
    types.forEach((name, type) -> compiler.addVar(name, type.cel()));
    return new Condition(compiler.build().compile(text).getAst(), Map.copyOf(types));
  }

  private boolean evaluate(Map<String, String> values) throws NotKnown {
    var known = new HashMap<String, Object>();
    for (var entry : types.entrySet()) {
      String text = values.get(entry.getKey());
      if (text != null) {
        var value = entry.getValue().read(text);
        value.ifPresent(v -> known.put(entry.getKey(), v));
      }
    }
    try {
      return (Boolean) RUNTIME.createProgram(tree).eval(known);
    } catch (CelEvaluationException e) {
      throw new NotKnown(whyNot(values, String.valueOf(e.getMessage())));
    }
  }

  private String whyNot(Map<String, String> values, String said) {
    for (String name : names()) {
      var type = types.get(name);
      String text = values.get(name);
      if (type != null && text == null) {
        return "%s is not known".formatted(name);
      }
      if (type != null && text != null && type.read(text).isEmpty()) {
        return "%s is \"%s\" and should be %s".formatted(name, shortened(text), type.form());
      }
    }
    return said;
  }

  private SortedSet<String> names() {
    return tree.getReferenceMap().values().stream()
        .map(r -> r.name())
        .filter(types::containsKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String inWords(
      String text, CelValidationException e, Map<String, ValueType> types) {
    String said = e.getErrors().getFirst().getMessage();
    var undeclared = UNDECLARED.matcher(said);
    if (undeclared.find()) {
      var whole =
          Pattern.compile(Pattern.quote(undeclared.group(1)) + "(\\.[A-Za-z_]\\w*)*").matcher(text);
      String name = whole.find() ? whole.group() : undeclared.group(1);
      return Suggestion.unknown("value", name, types.keySet());
    }
    return MIXED_EQUALITY.matcher(said).find()
        ? "a number is only equal to one with a point: 200.0 instead of 200."
        : said;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
