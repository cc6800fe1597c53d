package dev.dre.config.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private static final Map<String, ValueType> TYPES =
      Map.of(
          "to", ValueType.TEXT,
          "minutes", ValueType.NUMBER,
          "max_lag", ValueType.DURATION,
          "datastore", ValueType.TEXT,
          "datastore.cluster", ValueType.TEXT);

  private static final Map<String, String> VALUES =
      Map.of(
          "to", "cluster-b",
          "minutes", "90",
          "max_lag", "60s",
          "datastore", "db-42",
          "datastore.cluster", "cluster-a");

  private static String resolved(String text) {
    assertThat(Message.expressionsIn(text).orElseThrow())
        .allMatch(expression -> Message.problemOf(expression, TYPES).isEmpty());
    return Message.resolve(text, TYPES, VALUES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          nothing in it                                  ; nothing in it
          ${datastore} is in ${datastore.cluster}        ; db-42 is in cluster-a
          ${ to }!                                       ; cluster-b!
          ${to == 'cluster-b' ? 'there' : 'here'}        ; there
          ${"in " + to}                                  ; in cluster-b
          ${minutes} is ${minutes - 60.0} too many       ; 90 is 30 too many
          ${minutes / 60.0} h                            ; 1.5 h
          ${0.1 + 0.2}                                   ; 0.3
          ${minutes * 1e9}                               ; 90000000000
          ${size(to)} letters                            ; 9 letters
          ${max_lag}                                     ; 60s
          ${string(max_lag)}                             ; 60s
          ${max_lag + duration('45s')}                   ; 1 min 45 s
          ${minutes > 60.0}                              ; yes
          """)
  void anExpressionIsSaidInWords(String text, String said) {
    assertThat(resolved(text)).isEqualTo(said);
  }

  @Test
  void aBraceInQuotesOrInAMapEndsNothing() {
    assertThat(resolved("${'}' + to}, ${{'cluster-b': 'b}'}[to]}, ${'it\\'s'} }"))
        .isEqualTo("}cluster-b, b}, it's }");
  }

  @Test
  void aValueBringsNoExpressionOfItsOwn() {
    assertThat(Message.resolve("${to} $1", TYPES, Map.of("to", "${datastore} $2")))
        .isEqualTo("${datastore} $2 $1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          datastor             ; Did you mean "datastore"?
          datastore.clustr     ; Did you mean "datastore.cluster"?
          to + minutes         ; no matching overload
          {'a': to}            ; comes to map. It should be a text
          to ==                ; mismatched input
          [to].all(x, x != '') ; no value "all"
          """)
  void whatIsWrongIsSaid(String expression, String said) {
    assertThat(Message.problemOf(expression, TYPES)).get().asString().contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${to", "${'}", "${to == 'x}", "a ${to} and ${"})
  void whatHasNoEndIsFound(String text) {
    assertThat(Message.expressionsIn(text)).isEmpty();
  }

  @Test
  void whatCannotBeSaidTakesNothingElseAway() {
    assertThat(Message.resolve("${to}: ${1 / (size(to) - 9)}!", TYPES, VALUES))
        .startsWith("cluster-b: (not known: ")
        .endsWith(")!");
    assertThat(Message.resolve("${minutes + 1.0}", TYPES, Map.of("minutes", "many")))
        .isEqualTo("(not known: minutes is \"many\" and should be a number such as 3 or 0.5)");
  }

  @Test
  void anExpressionIsBoundedAndSoIsWhatItComesTo() {
    String twenty = IntStream.range(0, 20).mapToObj(i -> "to").collect(Collectors.joining(" + "));

    assertThat(Message.problemOf("'" + "x".repeat(1_000) + "'", TYPES)).isPresent();
    assertThat(Message.problemOf("(".repeat(60) + "to" + ")".repeat(60), TYPES)).isPresent();
    assertThat(Message.resolve("${" + twenty + "}", TYPES, Map.of("to", "x".repeat(1_000))))
        .hasSize(Message.LONGEST_RESULT + 1)
        .endsWith("…");
  }

  @Test
  void whatIsNamedIsKnown() {
    assertThat(Message.namesIn("to == 'a' ? datastore.cluster : string(minutes)", TYPES))
        .containsExactlyElementsOf(List.of("datastore.cluster", "minutes", "to"));
    assertThat(Message.namesIn("max_lag", TYPES)).containsExactly("max_lag");
  }
}
