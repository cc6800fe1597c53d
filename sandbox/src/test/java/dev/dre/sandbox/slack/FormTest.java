package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest extends StandInTest {
  private final AnswerForm form = new AnswerForm();

  @BeforeEach
  void open() throws Exception {
    bolt(form.listeners());
    alice.says("#db-ops", "/dre answer");
  }

  private SlackAnswer sends(Map<String, String> values) {
    return alice.submits(alice.openView().orElseThrow(), values);
  }

  @Test
  void whatNobodyTouchedIsSentAsItBegan() {
    assertThat(sends(Map.of("go", "yes")).ok()).isTrue();

    assertThat(form.received())
        .containsExactly(
            Map.of("why", "low", "rows", "100", "when", "2026-11-24", "go", "yes", "db", "db-43"));
  }

  @Test
  void whatWasFilledInIsSentInItsStead() {
    sends(Map.of("why", "x", "rows", "+7", "when", "2026-12-01", "go", "no", "db", "db-42"));

    assertThat(form.received())
        .containsExactly(
            Map.of("why", "x", "rows", "+7", "when", "2026-12-01", "go", "no", "db", "db-42"));
  }

  @Test
  void whatWasEmptiedIsEmpty() {
    assertThat(sends(Map.of("go", "yes", "rows", "")).errors())
        .containsExactly(Map.entry("rows", "Please complete this required field."));

    sends(Map.of("go", "yes", "why", ""));

    assertThat(form.received()).singleElement().extracting(sent -> sent.get("why")).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rows | many       | Please enter a valid number.
          rows | 1e2        | Please enter a valid number.
          rows | 1.5        | Please enter a whole number.
          rows | 0          | Please enter a number of at least 1.
          rows | 501        | Please enter a number of at most 500.
          when | 2026-02-30 | Please choose a date.
          db   | db-99      | Please complete this required field.
          """)
  void slackItselfRefusesWhatDoesNotFitTheField(String field, String value, String problem) {
    assertThat(sends(Map.of("go", "yes", field, value)).errors())
        .containsExactly(Map.entry(field, problem));
    assertThat(form.received()).isEmpty();
  }

  @Test
  void aChoiceThatNothingBeganWithHasToBeMade() {
    assertThat(sends(Map.of()).errors()).containsOnlyKeys("go");
  }

  @Test
  void theAppRefusesAtTheFieldAndTheFormStaysOpen() {
    form.refuses(Map.of("when", "That is a holiday.", "db", "db-43 is busy."));

    SlackAnswer answer = sends(Map.of("go", "yes"));

    assertThat(answer.responseAction()).isEqualTo("errors");
    assertThat(answer.errors())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("when", "That is a holiday.", "db", "db-43 is busy."));
    assertThat(alice.openView()).isPresent();

    form.refuses(Map.of());
    assertThat(sends(Map.of("go", "yes")).ok()).isTrue();
    assertThat(alice.openView()).isEmpty();
  }
}
