package dev.dre.config.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  private static final Map<String, ValueType> TYPES =
      Map.of(
          "copy.lag_seconds", ValueType.NUMBER,
          "copy.bytes", ValueType.BYTES,
          "max_lag", ValueType.DURATION,
          "active", ValueType.YES_NO,
          "datastore.environment", ValueType.TEXT);

  private static final Map<String, String> VALUES =
      Map.of(
          "copy.lag_seconds", "0.4",
          "copy.bytes", "1073741824",
          "max_lag", "2d",
          "active", "true",
          "datastore.environment", "prod");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          copy.lag_seconds < 5                                     ; true
          copy.lag_seconds < 0.3                                   ; false
          copy.bytes > 1000000000                                  ; true
          max_lag > duration('24h')                                ; true
          active && datastore.environment == 'prod'                ; true
          !active || datastore.environment in ['test', 'staging']  ; false
          datastore.environment.startsWith('pr')                   ; true
          """)
  void aConditionIsAnswered(String text, boolean answer) throws NotKnown {
    assertThat(Condition.problemOf(text, TYPES)).isEmpty();
    assertThat(Condition.holds(text, TYPES, VALUES)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          copy.lag_second < 5     ; Did you mean "copy.lag_seconds"?
          activ                   ; Did you mean "active"?
          active.ly               ; no value "active.ly"
          copy.lag_seconds        ; expected type 'bool' but found 'double'
          active < 3              ; no matching overload
          copy.lag_seconds == 200 ; 200.0 instead of 200
          active &&               ; mismatched input
          1 + 1 == 2 &&&          ; token
          """)
  void whatIsWrongIsSaid(String text, String said) {
    assertThat(Condition.problemOf(text, TYPES)).get().asString().contains(said);
  }

  @Test
  void aConditionThatIsTooLongOrTooDeepIsRefused() {
    assertThat(Condition.problemOf("active && ".repeat(200) + "active", TYPES)).isPresent();
    assertThat(Condition.problemOf("(".repeat(60) + "active" + ")".repeat(60), TYPES)).isPresent();
    assertThat(Condition.problemOf("[1, 2].all(x, x > 0)", TYPES)).isPresent();
  }

  @Test
  void whatIsMissingOrMisshapenIsNotKnownRatherThanNo() {
    assertThatThrownBy(() -> Condition.holds("copy.lag_seconds < 5", TYPES, Map.of()))
        .isInstanceOf(NotKnown.class)
        .hasMessage("copy.lag_seconds is not known");
    assertThatThrownBy(
            () ->
                Condition.holds("copy.lag_seconds < 5", TYPES, Map.of("copy.lag_seconds", "soon")))
        .isInstanceOf(NotKnown.class)
        .hasMessage("copy.lag_seconds is \"soon\" and should be a number such as 3 or 0.5");
  }

  @Test
  void whatDoesNotMatterMayBeMissing() throws NotKnown {
    assertThat(Condition.holds("active || copy.lag_seconds < 5", TYPES, Map.of("active", "true")))
        .isTrue();
  }
}
