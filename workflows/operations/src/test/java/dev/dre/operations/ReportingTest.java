package dev.dre.operations;

import static dev.dre.operations.State.BLOCKED;
import static dev.dre.operations.State.SUCCEEDED;
import static dev.dre.operations.StepSketch.look;
import static dev.dre.operations.StepSketch.step;
import static dev.dre.operations.event.Verification.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.expression.ValueType;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.PlannedOutput;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step reports, beside what it declares. */
class ReportingTest {

  private static final PlannedOutput LAG = new PlannedOutput("lag", ValueType.DURATION);
  private static final PlannedOutput TABLES = new PlannedOutput("tables", ValueType.NUMBER);

  @Test
  void aStepThatReportsWhatItDeclaresIsDone() {
    var story = Story.of(look("preflight").reports(LAG, TABLES));

    story.succeeds(Map.of("lag", "3s", "tables", "12", "more", "than declared"));

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(story.step("preflight").outputs()).containsEntry("tables", "12");
  }

  @Test
  void aLookThatLeavesOneOutHasFailed() {
    var story = Story.of(look("preflight").reports(LAG, TABLES)).succeeds(Map.of("lag", "3s"));

    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(detail(story)).isEqualTo("it ended without saying tables");
  }

  @Test
  void aLookThatSaysSomethingElseHasFailed() {
    var story = Story.of(look("preflight").reports(TABLES)).succeeds(Map.of("tables", "a dozen"));

    assertThat(story.state()).isEqualTo(BLOCKED);
    assertThat(detail(story))
        .isEqualTo("it said tables = \"a dozen\", which is not a number such as 3 or 0.5");
  }

  @Test
  void aChangeThatLeavesOneOutIsLookedAtAndKeepsWhatItSaid() {
    var story = Story.of(step("copy").reports(LAG, TABLES)).succeeds(Map.of("lag", "3s"));
    assertThat(story.atWork()).containsExactly("verify/copy/1/1");
    assertThat(story.happened()).last().isInstanceOf(Happening.StepFailed.class);

    story.isVerified(DONE);

    assertThat(story.state()).isEqualTo(SUCCEEDED);
    assertThat(story.step("copy").outputs()).containsExactly(Map.entry("lag", "3s"));
  }

  @Test
  void anOperationOfOlderRulesGoesOnWithoutThem() {
    var plan = PlanSketch.plan(look("preflight").reports(LAG));
    var story = Story.by(Operation.FIRST_RULES, plan);

    story.succeeds(Map.of());

    assertThat(story.state()).isEqualTo(SUCCEEDED);
  }

  private static String detail(Story story) {
    return story.operation().status().trouble().orElseThrow().detail();
  }
}
