package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.Someone.CAROL;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.approvals.Principal;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Zone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases are rolled forward and back with operations in flight.
 *
 * <p>The committed operations are never written anew: a later release adds files of its own, made
 * with {@code mvn test -pl workflows/operations -am -Dtest=OperationJsonTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddre.json.write=<folder>}.
 */
class OperationJsonTest {

  private static final ObjectMapper JSON = OperationJson.mapper();

  @Test
  void whatTheFirstReleaseWroteIsRead() throws Exception {
    write("paused", paused());
    write("undoing", undoing());

    assertThat(read(Release.paused())).isEqualTo(paused());
    assertThat(read(Release.undoing())).isEqualTo(undoing());
  }

  @Test
  void whatTheFirstReleaseWroteGoesOn() throws Exception {
    assertThat(Story.from(read(Release.paused())).resumedBy(BOB).atWork())
        .containsExactly("step/cut_over/2");
    assertThat(Story.from(read(Release.undoing())).undoes("prepare/0").leavesNothing().state())
        .isEqualTo(State.ABORTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/plan",
        "/plan/datastore",
        "/plan/steps/0",
        "/plan/steps/0/action",
        "/plan/steps/0/action/job",
        "/plan/steps/1/gate/policy",
        "/requester",
        "/status",
        "/steps/0",
        "/gate",
        "/gate/request",
        "/gate/request/decisions/0",
        "/holds/0",
        "/answers/0",
        "/answers/0/answer",
        "/outbox",
        "/outbox/pending/0",
        "/outbox/pending/0/what"
      })
  void fieldsOfANewerReleaseAreIgnored(String where) throws Exception {
    var newer = (ObjectNode) JSON.readTree(Release.paused());
    ((ObjectNode) newer.at(where)).putObject("moon").put("phase", "full");

    assertThat(JSON.treeToValue(newer, Operation.class)).isEqualTo(paused());
  }

  @Test
  void anEventOfANewerReleaseIsReadAsOneThatIsNotRecognised() throws Exception {
    var newer = (ObjectNode) JSON.readTree(Release.paused());
    var event = (ObjectNode) newer.at("/outbox/pending/1");
    event.putObject("what").put("kind", "moon_rose").put("phase", "full");

    Operation read = JSON.treeToValue(newer, Operation.class);
    assertThat(read.outbox().pending().get(1).what()).isEqualTo(new Happening.Unrecognised());
    assertThat(read.outbox().pending()).extracting(Event::sequence).isSorted();

    assertThat(JSON.valueToTree(read).at("/outbox/pending/1/what/kind").asText())
        .isEqualTo("unrecognised");
    assertThat(read(JSON.writeValueAsString(read))).isEqualTo(read);
  }

  @Test
  void aRightOfANewerReleaseBelongsToNobody() throws Exception {
    var newer = (ObjectNode) JSON.readTree(Release.paused());
    ((ObjectNode) newer.at("/plan/rights"))
        .putArray("dance")
        .addObject()
        .put("kind", "GROUP")
        .put("name", "dre");

    assertThat(JSON.treeToValue(newer, Operation.class)).isEqualTo(paused());
  }

  @Test
  void whatAnOlderReleaseDidNotWriteHasItsEmptyForm() throws Exception {
    var older = (ObjectNode) JSON.readTree(Release.paused());
    older.remove(
        List.of(
            "work",
            "gate",
            "closedGates",
            "holds",
            "abort",
            "rollbacks",
            "residue",
            "answers",
            "windows",
            "notices",
            "channel"));
    ((ObjectNode) older.get("plan")).remove(List.of("parameters", "residue", "rights", "movesTo"));
    ((ObjectNode) older.at("/plan/steps/0")).remove(List.of("rollback", "outputs", "budget"));
    ((ObjectNode) older.at("/plan/steps/0/action/job")).remove(List.of("env", "secrets"));
    ((ObjectNode) older.at("/steps/0")).remove(List.of("startedAt", "endedAt", "outputs"));

    Operation read = JSON.treeToValue(older, Operation.class);

    assertThat(read.work()).isEmpty();
    assertThat(read.gate()).isEmpty();
    assertThat(read.closedGates()).isEmpty();
    assertThat(read.holds()).isEmpty();
    assertThat(read.abort()).isEmpty();
    assertThat(read.rollbacks()).isEmpty();
    assertThat(read.residue()).isEmpty();
    assertThat(read.answers()).isEmpty();
    assertThat(read.windows()).isEmpty();
    assertThat(read.notices()).isEmpty();
    assertThat(read.channel()).isEmpty();
    assertThat(read.plan().parameters()).isEmpty();
    assertThat(read.plan().residue()).isEmpty();
    assertThat(read.plan().rights().holders()).isEmpty();
    assertThat(read.plan().movesTo()).isEmpty();
    assertThat(read.plan().steps().getFirst().rollback()).isEmpty();
    assertThat(read.plan().steps().getFirst().budget()).isEmpty();
    assertThat(read.steps().getFirst().startedAt()).isEmpty();
    assertThat(read.steps().getFirst().outputs()).isEmpty();
  }

  @Test
  void aPlanInWhichNobodyHasAnyRightIsReadAsItWasWritten() throws Exception {
    var sketch = plan(step("copy"));
    List.of(Right.values()).forEach(sketch::without);
    Operation operation = Story.of(sketch).operation();

    assertThat(read(JSON.writeValueAsString(operation))).isEqualTo(operation);
  }

  @Test
  void rightsAreWrittenByTheNamesThatOperatorsUse() {
    JsonNode rights = JSON.valueToTree(paused()).at("/plan/rights");

    assertThat(rights.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("start", "resume", "abort", "retry", "acknowledge");
    assertThat(paused().plan().rights().holders().get(Right.ABORT))
        .containsExactly(Principal.group("dre"));
  }

  /** Everything that a paused operation can carry. */
  private static Operation paused() {
    return Story.by(
            Operation.FIRST_RULES,
            plan(
                    step("copy").undoneOn("cluster-a", "cluster-b").idempotent(2),
                    step("cut_over")
                        .gated(2)
                        .showing("copy", "lag")
                        .in(Zone.REVERSE)
                        .within(Duration.ofSeconds(10)),
                    look("soak").redoneAfterAPause())
                .lookingForResidueOn("cluster-a", "cluster-b"))
        .reports(
            EffectId.deliver("thread", 1),
            new Outcome.Delivered(2, new TreeMap<>(Map.of("card", "C0DBOPS01/1.2"))))
        .fails()
        .isVerified(NOT_DONE)
        .passes(Duration.ofHours(1))
        .succeeds(Map.of("lag", "3s"))
        .rejectedBy(CAROL)
        .retriedBy(BOB)
        .approvedBy(BOB)
        .passes(Duration.ofMinutes(1))
        .pausedBy(ALICE)
        .approvedBy(CAROL)
        .operation();
  }

  private static Operation undoing() {
    return Story.by(
            Operation.FIRST_RULES,
            plan(step("prepare").undoneOn("cluster-a"), step("copy").undoneOn("cluster-b"))
                .lookingForResidueOn("cluster-a"))
        .succeeds()
        .abortedBy(ALICE)
        .stops()
        .isNotSeenGone()
        .waits(Duration.ofSeconds(5))
        .isSeenGone()
        .failsToUndo("copy/0")
        .givenUpBy(BOB, "copy/0", "cluster-b is gone")
        .undoes("prepare/0")
        .leaves("slot dre_fwd")
        .retriedBy(BOB)
        .undoes("copy/0")
        .operation();
  }

  private static Operation read(String json) throws Exception {
    return JSON.readValue(json, Operation.class);
  }

  private static void write(String name, Operation operation) throws Exception {
    String folder = System.getProperty("dre.json.write", "");
    if (!folder.isEmpty()) {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(operation);
      Files.writeString(Path.of(folder, name + ".json"), text + "\n");
    }
  }
}
