package dev.dre.operations;

import static dev.dre.operations.PlanSketch.plan;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.sleep;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.StepSketch.watch;
import static dev.dre.operations.event.Verification.DONE;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static dev.dre.operations.event.Verification.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dre.operations.command.Act;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.temporal.OperationResult;
import dev.dre.operations.temporal.OperationResult.StepByHand;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of how long steps took. */
class OperationResultTest {

  private static final Duration LONG = Duration.ofMinutes(40);

  private static Map<String, Duration> took(Story story) {
    return OperationResult.of(story.operation()).took();
  }

  @Test
  void eachStepThatWasDoneIsInIt() {
    var story = Story.of(look("preflight"), step("copy"));
    story.waits(Duration.ofMinutes(1)).succeeds().waits(LONG).succeeds();

    assertThat(took(story)).isEqualTo(Map.of("preflight", Duration.ofMinutes(1), "copy", LONG));
  }

  @Test
  void oneThatFailedIsNot() {
    var story = Story.of(look("preflight"), step("copy")).succeeds().waits(LONG);
    story.fails().isVerified(NOT_DONE);

    assertThat(took(story)).containsOnlyKeys("preflight");
  }

  @Test
  void ofSeveralAttemptsTheLastCounts() {
    var story = Story.of(step("copy").idempotent(1)).waits(LONG).fails().isVerified(NOT_DONE);
    story.waits(Duration.ofMinutes(5)).succeeds();

    assertThat(took(story)).isEqualTo(Map.of("copy", Duration.ofMinutes(5)));
  }

  @Test
  void whatPeopleDidSaysNothingOfTheMachine() {
    var story = Story.of(plan(look("preflight"), step("copy")).shadowed());
    story.succeeds().doneBy(BOB, "").isVerified(DONE);

    assertThat(took(story)).isEmpty();
  }

  @Test
  void whatWasSkippedAndWhatOnlyLetsTimePassSaysNothingEither() {
    var story = Story.of(sleep("soak", LONG), watch("quiet"), step("tidy").skippable());
    story.waits(LONG).succeeds().waits(LONG).succeeds().fails().isVerified(NOT_DONE);
    story.gives(BOB, new Act.Skip(Subject.CURRENT, "later"));

    assertThat(took(story)).isEqualTo(Map.of("quiet", LONG));
  }

  @Test
  void itIsReadAsItWasWritten() throws Exception {
    var story = Story.of(step("copy")).waits(LONG).succeeds();
    var result = OperationResult.of(story.operation());
    String json = OperationJson.mapper().writeValueAsString(result);

    assertThat(json).isEqualTo("{\"runbook\":\"migrate\",\"took\":{\"copy\":\"PT40M\"}}");
    assertThat(OperationJson.mapper().readValue(json, OperationResult.class)).isEqualTo(result);
    assertThat(OperationJson.mapper().readValue("{}", OperationResult.class).took()).isEmpty();
  }

  @Test
  void whatPeopleSaidTooEarlyIsInIt() {
    var story = Story.of(plan(step("copy"), step("finish")).shadowed());
    story.doneBy(BOB, "").isVerified(NOT_DONE).retriedBy(BOB).isVerified(DONE);
    story.doneBy(BOB, "on the replica").isVerified(DONE);

    assertThat(OperationResult.of(story.operation()).byHand())
        .containsExactly(
            new StepByHand("copy", ByHand.How.AS_PLANNED, "", 1, true),
            new StepByHand("finish", ByHand.How.DIFFERENTLY, "on the replica", 0, true));
    assertThat(story.happened(Happening.Compared.class))
        .flatExtracting(Happening.Compared::differing)
        .containsExactly(
            "copy: it was said to be done before it was (once)", "finish: on the replica");
  }

  @Test
  void whatIsSaidAgainAfterAnotherAttemptStaysContradicted() {
    var story = Story.of(plan(step("copy")).shadowed()).doneBy(BOB, "").isVerified(PARTIAL);
    story.retriedBy(BOB).isVerified(NOT_DONE).doneBy(BOB, "").isVerified(NOT_DONE);
    story.retriedBy(BOB).isVerified(NOT_DONE).doneBy(BOB, "").isVerified(DONE);

    assertThat(OperationResult.of(story.operation()).byHand())
        .extracting(StepByHand::contradicted, StepByHand::agrees)
        .containsExactly(tuple(2, false));
  }

  @Test
  void aResultOfAnEarlierReleaseHasNothingDoneByHand() throws Exception {
    String json = "{\"runbook\":\"migrate\",\"took\":{\"copy\":\"PT40M\"}}";

    assertThat(OperationJson.mapper().readValue(json, OperationResult.class).byHand()).isEmpty();
  }

  @Test
  void whatWasDoneByHandIsReadAsItWasWritten() throws Exception {
    var story = Story.of(plan(step("copy")).shadowed()).doneBy(BOB, "").isVerified(DONE);
    var result = OperationResult.of(story.operation());
    String json = OperationJson.mapper().writeValueAsString(result);

    assertThat(json).contains("\"step\":\"copy\",\"how\":\"as_planned\"");
    assertThat(OperationJson.mapper().readValue(json, OperationResult.class)).isEqualTo(result);
  }
}
