package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.Someone.BOB;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.NOT_DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.StepAction;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A step for each entry of a list that an earlier step reports. */
class ExpandingTest {

  @Test
  void theEntriesAreStepsOfTheirOwnOneAfterTheOther() {
    var story = found(1, "[\"orders\", \"users\"]");

    assertThat(story.atWork()).containsExactly("step/reindex_1/1");
    assertThat(commandOf(story, "step/reindex_1/1")).contains("orders");
    assertThat(story.succeeds().atWork()).containsExactly("step/reindex_2/1");
    assertThat(commandOf(story, "step/reindex_2/1")).contains("users");
    assertThat(story.succeeds().atWork()).containsExactly("step/after/1");
  }

  @Test
  void thePlanIsAnotherOneAndThatIsTold() {
    var story = found(1, "[\"orders\", \"users\"]");

    String digest = Digest.of(story.operation().plan());
    assertThat(story.operation().planDigest()).isEqualTo(digest);
    var told = story.happened(Happening.StepExpanded.class).getFirst();
    assertThat(told.entries()).containsExactly("orders", "users");
    assertThat(told.planDigest()).isEqualTo(digest);
  }

  @Test
  void soManyRunAtTheSameTimeAsTheRunbookSays() {
    var story = found(2, "[\"a\", \"b\", \"c\"]");
    assertThat(story.atWork()).containsExactly("step/reindex_1/1", "step/reindex_2/1");

    story.reports(new EffectId("step/reindex_2/1"), new Outcome.Succeeded(new TreeMap<>()));
    assertThat(story.atWork()).containsExactly("step/reindex_1/1", "step/reindex_3/1");
  }

  @Test
  void eachIsApprovedForItself() {
    var story =
        Story.of(look("find"), step("reindex").gated().forEach("find", "tables", 1))
            .succeeds(Map.of("tables", "[\"orders\", \"users\"]"))
            .approvedBy(BOB)
            .succeeds();

    assertThat(story.openGate().id()).isEqualTo(story.gate("reindex_2", 1));
  }

  @Test
  void whatIsNamedTwiceIsRunOnceAndNumbersAreNames() {
    assertThat(found(2, "[7, \"orders\", \"7\"]").atWork())
        .containsExactly("step/reindex_1/1", "step/reindex_2/1");
  }

  @Test
  void anEmptyListMeansThatItIsNotNeeded() {
    var story = found(1, "[]");

    assertThat(story.atWork()).containsExactly("step/after/1");
    assertThat(story.step("reindex").status()).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void withoutAListItStandsBlockedAndSaysWhatIsWrong() {
    assertBlocked(found(1, "orders, users"), "find.tables is no list: orders, users");
    assertBlocked(found(1, "[{\"name\": \"orders\"}]"), "find.tables is no list: [{\"name\"");
    assertBlocked(found(1, "[\"\"]"), "find.tables has an entry that is empty");
    assertBlocked(found(1, "[\"a\\u0007\"]"), "or has control characters");
    assertBlocked(
        found(
            1,
            IntStream.range(0, 101)
                .boxed()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"))),
        "find.tables has 101 entries, and more than 100");
    assertBlocked(
        Story.of(look("find"), step("reindex").forEach("find", "tables", 1)).succeeds(),
        "find.tables was not reported");
    // Left out of the plan.
    assertBlocked(
        Story.of(look("first"), step("reindex").forEach("find", "tables", 1)).succeeds(),
        "find.tables was not reported");
  }

  @Test
  void anEntryThatFailsIsRetriedAlone() {
    var story = found(1, "[\"orders\", \"users\"]").succeeds().fails().isVerified(NOT_DONE);
    story.gives(BOB, new Act.Retry(Subject.CURRENT)).isVerified(NOT_DONE);

    assertThat(story.atWork()).containsExactly("step/reindex_2/2");
  }

  @Test
  void anAbortUndoesTheEntriesThatWereStarted() {
    var story =
        Story.of(look("find"), step("reindex").forEach("find", "tables", 1).undoneOn("cluster-a"))
            .succeeds(Map.of("tables", "[\"orders\", \"users\", \"stock\"]"))
            .succeeds()
            .abortedBy(ALICE)
            .stops()
            .isSeenGone();

    assertThat(story.operation().rollbacks())
        .extracting(run -> run.step().value())
        .containsExactly("reindex_2", "reindex_1");
  }

  @Test
  void aNameThatAnotherStepHasIsLeftToIt() {
    var story =
        Story.of(
                look("find"),
                step("reindex").forEach("find", "tables", 1),
                step("reindex_1").undoneOn("cluster-a"))
            .succeeds(Map.of("tables", "[\"orders\", \"users\"]"));

    assertThat(story.operation().steps())
        .extracting(run -> run.id().value())
        .containsExactly("find", "reindex_2", "reindex_3", "reindex_1");
  }

  @Test
  void whetherItIsNeededIsFoundOutOnce() {
    var story =
        Story.of(look("find"), step("reindex").when("true").forEach("find", "tables", 1))
            .succeeds(Map.of("tables", "[\"orders\", \"users\"]"))
            .isNeeded(true);

    assertThat(story.atWork()).containsExactly("step/reindex_1/1");
    assertThat(story.succeeds().atWork()).containsExactly("step/reindex_2/1");
  }

  @Test
  void aFreshPlanGetsTheSameEntries() {
    var story = found(2, "[\"orders\", \"users\"]");
    var fresh = plan(2).planned();

    assertThat(Digest.of(Expansion.like(story.operation().plan(), fresh)))
        .isEqualTo(story.operation().planDigest());
  }

  @Test
  void inShadowPeopleDoOneAfterTheOther() {
    var story = Story.of(plan(2).shadowed()).succeeds(Map.of("tables", "[\"orders\", \"users\"]"));

    assertThat(story.happened(Happening.HandedOver.class)).hasSize(1);
    assertThat(story.atWork()).isEmpty();
  }

  private static Story found(int atMost, String tables) {
    return Story.of(plan(atMost)).succeeds(Map.of("tables", tables));
  }

  private static PlanSketch plan(int atMost) {
    return PlanSketch.plan(
        look("find"), step("reindex").forEach("find", "tables", atMost), step("after"));
  }

  private static String commandOf(Story story, String effect) {
    return story.operation().effects().get(new EffectId(effect))
            instanceof Effect.RunStep(var step, var attempt, StepAction.RunJob run, var reported)
        ? String.join(" ", run.job().command())
        : "";
  }

  private static void assertBlocked(Story story, String says) {
    assertThat(story.state()).isEqualTo(State.BLOCKED);
    assertThat(story.operation().status().trouble().orElseThrow().detail()).contains(says);
    var retried = story.retriedBy(BOB);
    assertThat(retried.state()).as("looked at again, and still no list").isEqualTo(State.BLOCKED);
  }
}
