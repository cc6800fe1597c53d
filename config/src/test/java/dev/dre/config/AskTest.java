package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that asks people something. */
class AskTest {

  private static final String ASK =
      """
        - id: plan
          title: Ask when it may happen
          ask:
            of: ["group:dre", "team:owner"]
            answers: all
            deadline: 4h
            remind: 1h
            questions:
              - { id: at, title: "When may ${datastore} move?", type: choice, choices: [tonight, tomorrow] }
              - { id: rows, title: How many rows?, type: number, default: "10" }
              - { id: fine, title: Is that fine?, type: yes_no, default: "yes" }
              - { id: day, title: Which day?, type: date, optional: true }
              - { id: other, title: Which datastore waits for it?, type: datastore, optional: true }
        - id: move""";

  @TempDir private Path folder;

  private Folder asking() {
    return Folder.good(folder)
        .change("runbooks/move.yaml", "  - id: move", ASK.indent(2).stripTrailing());
  }

  @Test
  void theAnswersCanBeNamedByWhatFollows() {
    assertThat(asking().problems()).isEmpty();
    assertThat(
            asking()
                .change("runbooks/move.yaml", "answers: all", "answers: one")
                .change(
                    "runbooks/move.yaml",
                    "title: Move it",
                    "title: Move it\n    when: plan.fine && plan.rows < 20")
                .problems())
        .isEmpty();
    assertThat(
            asking()
                .change(
                    "runbooks/move.yaml", "title: Move it", "title: Move it\n    when: plan.fine")
                .problems())
        .as("a list of what all have answered")
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "type: number|type: numbr|type: no type \"numbr\". Did you mean \"number\"?",
        "type: choice, choices: [tonight, tomorrow]|type: choice|choices: ",
        "type: number, default: \"10\"|type: number, choices: [1]|choices: has a meaning for the type choice only.",
        "default: \"10\"|default: many|default: \"many\" should be a number",
        "default: \"yes\"|default: maybe|default: \"maybe\" should be yes or no.",
        "id: rows|id: at|id: \"at\" is the id of another question too.",
        "group:dre|group:dree|no group \"dree\". Did you mean \"dre\"?",
        "answers: all|answers: both|answers: no choice \"both\"",
        "remind: 1h|remind: 5s|remind: should be at least 1m",
        "remind: 1h|remnd: 1h|remnd: is not known here. Did you mean \"remind\"?",
        "title: Ask when it may happen|title: Ask\\n    risk: low|risk: has no meaning for a step of the kind ask.",
        "title: Ask when it may happen|title: Ask\\n    outputs: { at: text }|outputs: has no meaning for a step of the kind ask.",
        "${datastore} move|${datastor} move|no value \"datastor\". Did you mean",
      })
  void whatCannotBeAskedIsToldWithItsPlace(String before, String after, String problem) {
    var broken = asking().change("runbooks/move.yaml", before, after.replace("\\n", "\n"));

    assertThat(broken.problems()).anyMatch(p -> p.contains(problem));
  }
}
