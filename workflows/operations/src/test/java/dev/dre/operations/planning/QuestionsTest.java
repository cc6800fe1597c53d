package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Principal;
import dev.dre.operations.plan.StepAction;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that asks people something, in a plan. */
class QuestionsTest {

  private static final String ASKS =
      """
        - id: choose
          title: Ask whoever owns it
          ask:
            of: ["team:owner", "user:U0ALICE01"]
            questions:
              - { id: beside, title: "What moves beside ${datastore}?", type: datastore, default: db-43 }
        - id: cut_over
      """;

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void add() {
    example = new Example(folder).change("runbooks/migrate.yaml", "  - id: cut_over\n", ASKS);
  }

  private StepAction.Ask asked() {
    return example.plan("db-42 --to cluster-b").steps().stream()
        .map(step -> step.action())
        .filter(StepAction.Ask.class::isInstance)
        .map(StepAction.Ask.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoIsAskedAndWhatCanBeAnsweredIsKnown() {
    assertThat(asked().of())
        .containsExactly(Principal.group("payments-oncall"), Principal.user("U0ALICE01"));
    var question = asked().questions().getFirst();
    assertThat(question.title()).isEqualTo("What moves beside db-42?");
    assertThat(question.choices()).contains("db-42", "db-43");
  }

  @Test
  void aDefaultThatIsNoDatastoreIsRefused() {
    example.change("runbooks/migrate.yaml", "default: db-43", "default: db-34");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .startsWith("the default of the question beside: no datastore \"db-34\". Did you mean");
  }

  @Test
  void whatIsPrintedNamesTheQuestions() {
    assertThat(PlanText.of(example.plan("db-42 --to cluster-b"), false))
        .contains("asks    one of @payments-oncall, U0ALICE01, within 24h")
        .contains("beside: What moves beside db-42? (db-42, db-43, default db-43)");
  }
}
