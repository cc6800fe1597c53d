package dev.dre.config.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
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
 * Something to compute in the Common Expression Language, over named and typed values.
 *
 * <p>Bounded: in length, in nesting, and in what it computes, because it is written by one team and
 * evaluated by a process that serves all of them.
 */
final class Expression {

  /** The longest one, in characters. */
  static final int LONGEST = 1_000;

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

  /** Said where a name such as {@code datastore} is known and has no such field. */
  private static final String NO_FIELDS = "does not support field selection";

  private static final Pattern DOTTED = Pattern.compile("([A-Za-z_]\\w*)(\\.[A-Za-z_]\\w*)+");

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelAbstractSyntaxTree tree;
  private final Map<String, ValueType> types;

  private Expression(CelAbstractSyntaxTree tree, Map<String, ValueType> types) {
    this.tree = tree;
    this.types = types;
  }

  /**
   * Checked, and ready to be evaluated.
   *
   * @param types what can be named in it
   * @param result what it has to come to; empty: anything
   * @throws CelValidationException which {@link #inWords} explains
   */
  static Expression of(String text, Map<String, ValueType> types, Optional<CelType> result)
      throws CelValidationException {
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS);
    result.ifPresent(compiler::setResultType);
    types.forEach((name, type) -> compiler.addVar(name, type.cel()));
    return new Expression(compiler.build().compile(text).getAst(), Map.copyOf(types));
  }

  /** What it comes to. */
  CelType result() {
    return tree.getResultType();
  }

  /**
   * What it comes to with {@code values}, which are texts and may lack some of its types.
   *
   * @throws NotKnown when that cannot be said
   */
  Object evaluate(Map<String, String> values) throws NotKnown {
    var known = new HashMap<String, Object>();
    for (var entry : types.entrySet()) {
      String text = values.get(entry.getKey());
      if (text != null) {
        var value = entry.getValue().read(text);
        value.ifPresent(v -> known.put(entry.getKey(), v));
      }
    }
    try {
      return RUNTIME.createProgram(tree).eval(known);
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

  /** What it names of its types. */
  SortedSet<String> names() {
    return tree.getReferenceMap().values().stream()
        .map(r -> r.name())
        .filter(types::containsKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is wrong, for who has written {@code text}. */
  static String inWords(String text, CelValidationException e, Map<String, ValueType> types) {
    String said = e.getErrors().getFirst().getMessage();
    var undeclared = UNDECLARED.matcher(said);
    if (undeclared.find()) {
      var whole =
          Pattern.compile(Pattern.quote(undeclared.group(1)) + "(\\.[A-Za-z_]\\w*)*").matcher(text);
      String name = whole.find() ? whole.group() : undeclared.group(1);
      return Suggestion.unknown("value", name, types.keySet());
    }
    if (said.contains(NO_FIELDS)) {
      var dotted = DOTTED.matcher(text);
      while (dotted.find()) {
        if (types.containsKey(dotted.group(1)) && !types.containsKey(dotted.group())) {
          return Suggestion.unknown("value", dotted.group(), types.keySet());
        }
      }
    }
    return MIXED_EQUALITY.matcher(said).find()
        ? "a number is only equal to one with a point: 200.0 instead of 200."
        : said;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
