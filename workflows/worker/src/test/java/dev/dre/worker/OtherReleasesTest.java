package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.OperationInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bot and worker are replaced one after the other, forward and back. */
class OtherReleasesTest {

  private static final ObjectMapper JSON = OperationJson.mapper();

  /** Their keys are names of things, not of fields. */
  private static final Set<String> MAPS =
      Set.of("parameters", "env", "secrets", "outputs", "rights", "cursors", "windows");

  private final Shell shell = new Shell();

  @AfterEach
  void stop() {
    shell.close();
  }

  @Test
  void whatANewerBotStartsRuns() {
    shell.start(withMoons(JSON.valueToTree(OperationInput.starting(stepByStep()))));

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started()).startsWith("preflight", "subscribe");
  }

  @Test
  void whatAnOlderBotStartsRuns() {
    var input = (ObjectNode) JSON.valueToTree(OperationInput.starting(stepByStep()));
    input.remove("carriedOn");
    ((ObjectNode) input.at("/request")).remove("channel");
    ((ObjectNode) input.at("/request/plan")).remove(List.of("parameters", "residue", "movesTo"));
    input
        .at("/request/plan/steps")
        .forEach(step -> ((ObjectNode) step).remove(List.of("rollback", "outputs", "budget")));

    shell.start(input);

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.clusters.started()).containsExactly("preflight", "subscribe");
  }

  @Test
  void whatANewerWorkerHasCarriedOnGoesOn() {
    shell.start(withMoons(JSON.valueToTree(OperationInput.carryingOn(pausedElsewhere()))));

    assertThat(shell.reaches(State.PAUSED).holds()).hasSize(1);
    assertThat(shell.says(BOB, new Act.Resume(Optional.empty())))
        .isInstanceOf(Answer.Accepted.class);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void whatANewerBotSaysIsUnderstood() {
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));

    var answer =
        shell
            .stub()
            .update(
                "command",
                Answer.class,
                withMoons(
                    JSON.valueToTree(Shell.command(ALICE, Act.Pause.untilResumed("backup")))));

    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    assertThat(shell.reaches(State.PAUSING).holds()).hasSize(1);
  }

  @Test
  void whatAnOlderWorkerDeliversIsTakenForTheFirstTime() throws Exception {
    var delivery =
        JSON.readValue(
            """
            {"sink": "audit", "operation": "migrate-db-42-k7f3", "datastore": "db-42",
             "channel": "C0DBOPS01", "events": [], "windows": {}}
            """,
            Delivery.class);

    assertThat(delivery.again()).isFalse();
  }

  private static OperationRequest stepByStep() {
    return request(look("preflight"), change("subscribe"));
  }

  private static Operation pausedElsewhere() {
    try (var other = new Shell()) {
      other.clusters.runsOn("preflight");
      other.start(stepByStep());
      await().until(() -> other.clusters.follows("preflight"));
      other.says(ALICE, Act.Pause.untilResumed("the worker is replaced"));
      other.clusters.finish("preflight");
      return other.reaches(State.PAUSED);
    }
  }

  /** Every object gets a field that this release does not know. */
  private static JsonNode withMoons(JsonNode node) {
    node.forEach(OtherReleasesTest::withMoons);
    node.properties().stream()
        .filter(field -> !MAPS.contains(field.getKey()))
        .map(Map.Entry::getValue)
        .forEach(OtherReleasesTest::addMoon);
    if (node.isArray()) {
      node.forEach(OtherReleasesTest::addMoon);
    }
    return node;
  }

  private static void addMoon(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.putObject("moon").put("phase", "full");
    }
  }
}
