package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Story;
import dev.dre.bot.estimates.Estimate;
import dev.dre.bot.estimates.PastRuns;
import dev.dre.operations.Operation;
import dev.dre.operations.temporal.JobProgress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a card says of how long it will still take. */
class EstimateWordsTest {

  private static final JobProgress HALF =
      new JobProgress(0.43, "12 of <30> tables", "dre-copy", Optional.of(Story.NOON), "");

  private static PastRuns past(int... minutes) {
    return new PastRuns(Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList(), "on db-42");
  }

  private static String card(Optional<JobProgress> progress, Optional<Estimate> estimate) {
    Operation operation = Story.copying().operation();
    var view = new CardView(operation, progress, estimate, List.of(), List.of(), Optional.empty());
    return Card.draw(view, Story.NOON).blocks().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "PT59S, less than a minute left",
    "PT20M29S, about 20 min left",
    "PT2H34M, about 2 h 30 min left",
    "PT54H20M, about 2 d 6 h left"
  })
  void whatIsLeftIsRoundedToWhatAnybodyCanKnow(Duration left, String expected) {
    assertThat(EstimateWords.of(new Estimate.FromProgress(left)))
        .isEqualTo(expected + ", from progress");
  }

  @Test
  void pastRunsAreNamedSoThatNobodyTakesThemForProgress() {
    var left = Optional.of(Duration.ofMinutes(8));

    assertThat(EstimateWords.of(new Estimate.FromPast(past(35, 38, 42), left)))
        .isEqualTo("about 8 min left: 3 past runs on db-42 took 35 min to 42 min");
    assertThat(EstimateWords.of(new Estimate.FromPast(past(35, 38, 42), Optional.empty())))
        .isEqualTo("3 past runs on db-42 took 35 min to 42 min");
    assertThat(EstimateWords.of(new Estimate.FromPast(past(40), left)))
        .isEqualTo("about 8 min left: the past run on db-42 took 40 min");
  }

  @Test
  void theCardShowsItBehindTheProgress() {
    Estimate estimate = new Estimate.FromProgress(Duration.ofMinutes(20));

    assertThat(card(Optional.of(HALF), Optional.of(estimate)))
        .contains(
            "▓▓▓▓▓▓▓▓▓░░░░░░░░░░░` 43 %   12 of &lt;30&gt; tables · about 20 min left, from progress");
  }

  @Test
  void aJobThatSaysNothingHasItAlone() {
    Estimate estimate = new Estimate.FromPast(past(40), Optional.empty());

    assertThat(card(Optional.of(new JobProgress(-1, "")), Optional.of(estimate)))
        .contains("text=the past run on db-42 took 40 min,");
    assertThat(card(Optional.empty(), Optional.of(estimate)))
        .contains("text=the past run on db-42 took 40 min,");
  }

  @Test
  void whatStandsIsSaidWithTheTimeOfItsLastWord() {
    assertThat(card(Optional.of(HALF), Optional.of(new Estimate.Standing(Story.NOON))))
        .contains("tables · no progress since <!date^1777636800^{time}|2026-05-01T12:00:00Z>");
  }

  @Test
  void whyNobodyCanLookStandsBesideWhatWasSeenLast() {
    assertThat(card(Optional.of(HALF.unseen("cluster-b does not answer")), Optional.empty()))
        .contains("43 %   12 of &lt;30&gt; tables · cluster-b does not answer");
  }
}
