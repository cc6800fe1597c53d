package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that call somebody, and steps that start workflows of others. */
class CallsTest {

  private static final String STEPS =
      """
      - id: announce
        title: Announce it
        http:
          method: POST
          url: "https://status.example/windows/${datastore}"
          body: { team: "${datastore.team}", minutes: 30, open: true, tags: ["${to}", 1.5] }
          expect: [201]
        outputs: { id: text }
        verify: { none: the page has no list }
        rollback:
          - { undoes: the window, job: { cluster: "${to}", image: toolbox, run: [close] } }
      - id: index
        title: Rebuild
        workflow: { type: RebuildIndex, queue: search, input: { name: "${datastore}" }, timeout: 6h }
        verify: { cluster: "${to}", image: toolbox, run: [built] }
        rollback:
          - { undoes: the index, job: { cluster: "${to}", image: toolbox, run: [drop] } }
      - id: prepare
      """
          .indent(2);

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void write() {
    example =
        new Example(folder)
            .change(
                "example/settings.yaml",
                "environments:",
                "http: { status.example: { token: env:STATUS_TOKEN } }\n\nenvironments:")
            .change("runbooks/migrate.yaml", "  - id: prepare\n", STEPS);
  }

  private PlannedStep step(String id) {
    return example.plan("db-42 --to cluster-b").steps().stream()
        .filter(s -> s.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallIsResolvedAndItsBodyIsJson() {
    var announce = step("announce");
    var call = ((StepAction.Call) announce.action()).call();

    assertThat(call.words()).isEqualTo("POST https://status.example/windows/db-42");
    assertThat(call.body())
        .isEqualTo(
            "{\"minutes\":30,\"open\":true,\"tags\":[\"cluster-b\",1.5],\"team\":\"payments\"}");
    assertThat(call.take()).containsEntry("id", "/id");
    assertThat(announce.unverified()).isEqualTo("the page has no list");
    assertThat(call.toString()).doesNotContain("STATUS_TOKEN");
  }

  @Test
  void aWorkflowGetsItsInputAsJson() {
    assertThat(step("index").action())
        .isEqualTo(
            new StepAction.StartWorkflow(
                "RebuildIndex", "search", "{\"name\":\"db-42\"}", Duration.ofHours(6)));
  }

  @Test
  void thePlanSaysWhatIsCalledAndThatNobodyCanLook() {
    assertThat(PlanText.of(example.plan("db-42 --to cluster-b"), false))
        .contains("calls   POST https://status.example/windows/db-42")
        .contains("looks   nobody: the page has no list")
        .contains("starts  workflow RebuildIndex on search")
        .contains("a pause waits for its end, an abort cancels it");
  }

  @Test
  void whoMayBeCalledIsLookedAtWhenTheAddressIsKnown() {
    example.change("runbooks/migrate.yaml", "https://status.example/", "https://${to}/");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo("cluster-b is not in settings.yaml under http, which says who may be called.");
  }

  @Test
  void aTokenIsNotSentInTheClear() {
    example.change(
        "runbooks/migrate.yaml",
        "https://status.example/windows/${datastore}",
        "http://status.example/${to}");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo("a token is sent there, so it should begin with https.");
  }
}
