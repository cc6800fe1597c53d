package dev.dre.bot.estimates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.temporal.JobProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several ways to know how long it takes is taken. */
class EstimateTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(30));
  private static final Pace UNKNOWN = Pace.since(NOON);
  private static final Pace HALF = UNKNOWN.at(NOON, 0).at(LATER, 0.5);
  private static final PastRuns FORTY = runs(40);

  private static PastRuns runs(int... minutes) {
    var took = Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList();
    return new PastRuns(took, "on db-42");
  }

  private static Optional<JobProgress> said(Instant since) {
    return Optional.of(new JobProgress(0.5, "half", "dre-copy", Optional.of(since), ""));
  }

  private static Optional<Estimate> estimate(
      Pace pace, Optional<JobProgress> said, Optional<PastRuns> past, Instant now) {
    return Estimate.of(pace, said, Duration.between(NOON, now), past, now);
  }

  @Test
  void progressIsBelievedBeforeThePast() {
    assertThat(estimate(HALF, said(LATER), Optional.of(FORTY), LATER))
        .contains(new Estimate.FromProgress(Duration.ofMinutes(30)));
  }

  @Test
  void withoutProgressHalfOfThePastRunsCount() {
    PastRuns past = runs(35, 42, 38);

    assertThat(estimate(UNKNOWN, Optional.empty(), Optional.of(past), LATER))
        .contains(new Estimate.FromPast(past, Optional.of(Duration.ofMinutes(8))));
  }

  @Test
  void oneThatHasTakenLongerThanBeforeIsNotSaidToEndSoon() {
    Instant late = NOON.plus(Duration.ofMinutes(41));

    assertThat(estimate(UNKNOWN, Optional.empty(), Optional.of(FORTY), late))
        .contains(new Estimate.FromPast(FORTY, Optional.empty()));
  }

  @Test
  void withoutAnyOfThemNothingIsSaid() {
    assertThat(estimate(UNKNOWN, Optional.empty(), Optional.empty(), LATER)).isEmpty();
  }

  @Test
  void whatStandsIsSaidToStandWhateverThePastTook() {
    Instant late = LATER.plus(Duration.ofHours(3));

    assertThat(estimate(HALF, said(LATER), Optional.of(FORTY), late))
        .contains(new Estimate.Standing(LATER));
  }

  @Test
  void whatHasOtherWordsDoesNotStandAndHasNoPaceEither() {
    Instant late = LATER.plus(Duration.ofHours(3));

    assertThat(estimate(HALF, said(late), Optional.empty(), late)).isEmpty();
  }

  @Test
  void whatNobodyCanLookAtIsNotSaidToStand() {
    Instant late = LATER.plus(Duration.ofHours(3));
    var unseen = said(LATER).map(progress -> progress.unseen("cluster-b does not answer"));

    assertThat(estimate(HALF, unseen, Optional.empty(), late)).isEmpty();
  }

  @Test
  void pastRunsAreKeptFromTheShortestToTheLongest() {
    assertThat(runs(3, 1, 2).took())
        .isEqualTo(List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3)));
  }
}
