package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told: the message of a parameter, otherwise of require, says of a breach. */
class MessagesTest {

  @TempDir private Path folder;

  private Folder parameter(String message) {
    return Folder.good(folder)
        .change("runbooks/move.yaml", "    message: it is there", "    message: " + message);
  }

  private Folder requirement(String otherwise) {
    return Folder.good(folder)
        .change(
            "runbooks/move.yaml",
            "    risk: high",
            """
            risk: high
            require: { probe: { cluster: "${to}", run: [lag] }, outputs: { lag: number }, that: lag < 5, otherwise: "%s" }
            """
                .formatted(otherwise)
                .indent(4)
                .stripTrailing());
  }

  private Folder guard(String says) {
    return Folder.good(folder)
        .change(
            "runbooks/move.yaml",
            "residue:",
            """
            guards:
              - id: lag
                title: It follows
                from: look
                to: tidy
                probe: { cluster: "${to}", run: [lag] }
                outputs: { lag: number }
                every: 30s
                breach:
                  - { when: lag > 5, says: "%s", then: pause }
            residue:"""
                .formatted(says));
  }

  private Folder each(String otherwise) {
    return Folder.good(folder)
        .change("runbooks/move.yaml", "rows: number", "rows: number\n      tables: list")
        .change(
            "runbooks/move.yaml",
            "  - id: move",
            """
            - id: see_each
              title: See ${table}
              for_each: { item: table, in: look.tables }
              read_only: true
              require: { that: "to != ''", otherwise: "%s" }
              job: { cluster: "${to}", run: [see, "${table}"] }
            - id: move"""
                .formatted(otherwise)
                .indent(2)
                .stripTrailing());
  }

  @Test
  void eachOfThemCanComputeWithWhatIsKnown() {
    String message = "${to.startsWith('cluster') ? to + ' of ' + datastore.cluster : datastore}";

    assertThat(parameter("\"" + message + "\"").problems()).isEmpty();
    assertThat(requirement(message).problems()).isEmpty();
    assertThat(guard(message).problems()).isEmpty();
    assertThat(each("${table}: " + message).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${datastor} is there      | "${datastor}": no value "datastor". Did you mean "datastore"?
          ${to + 1}                 | "${to + 1}": found no matching overload
          ${to}, ${to == 'x         | has a ${ without its }.
          ${{'a': to}}              | "${{'a': to}}": comes to map. It should be a text
          """)
  void whatIsWrongIsToldWithItsPlace(String message, String problem) {
    assertThat(parameter("\"" + message + "\"").problems())
        .singleElement()
        .asString()
        .contains("runbooks/move.yaml:9")
        .contains("parameters.to.message")
        .contains(problem);
    assertThat(requirement(message).problems())
        .singleElement()
        .asString()
        .contains("otherwise")
        .contains(problem);
    assertThat(guard(message).problems())
        .singleElement()
        .asString()
        .contains("says")
        .contains(problem);
  }

  @Test
  void whatIsKnownLaterIsToldFromWhatIsNotKnownAtAll() {
    String later = "what steps and probes report is known later, and shown beside it.";

    assertThat(requirement("${lag} s").problems()).singleElement().asString().contains(later);
    assertThat(guard("${string(lag)} s").problems()).singleElement().asString().contains(later);
    assertThat(guard("${look.rows > 3.0}").problems()).singleElement().asString().contains(later);
    assertThat(guard("${look.row}").problems()).singleElement().asString().doesNotContain(later);
  }

  @Test
  void anEntryOfAListStandsAlone() {
    assertThat(each("${table == 'orders' ? 'the orders' : 'others'}").problems())
        .singleElement()
        .asString()
        .contains("what stands in the list is known later. Name it alone, as ${table}.");
  }

  @Test
  void aMessageHasAnEnd() {
    assertThat(parameter("\"" + "${to} ".repeat(21) + "\"").problems())
        .singleElement()
        .asString()
        .contains("has 21 times ${…}; at most 20 fit.");
  }
}
