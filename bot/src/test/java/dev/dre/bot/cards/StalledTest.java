package dev.dre.bot.cards;

import static dev.dre.bot.cards.Seen.NOON;
import static dev.dre.bot.cards.Seen.after;
import static dev.dre.bot.cards.Seen.following;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.Work;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.Noticed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When somebody is told that a step does not get any further. */
class StalledTest {

  private static final Instant LATE = after(Duration.ofMinutes(20));

  private final Outside outside = new Outside(List.of(new Stalled()));
  private final Story story =
      Story.copying(Plans.stalling(Plans.migrate(), "copy", Optional.of(Duration.ofMinutes(20))));
  private final Operation operation = story.operation();

  @Test
  void whatSaysTheSameForAsLongAsItsRunbookAllowsIsToldWithItsLastWords() {
    assertThat(look(operation, said(0.4, "12 of 30 tables"), LATE.minusSeconds(1))).isEmpty();
    assertThat(look(operation, said(0.4, "12 of 30 tables"), LATE))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.over()).isFalse();
              assertThat(noticed.notice().since()).isEqualTo(NOON);
              assertThat(noticed.notice().words())
                  .isEqualTo(
                      "copy shows no progress for more than 20 min: 40 %, 12 of 30 tables. It goes on, and nothing is stopped.");
            });
  }

  @Test
  void itIsToldOnce() {
    Operation known = told(operation, said(0.4, "12 of 30 tables"), LATE);

    assertThat(look(known, said(0.4, "12 of 30 tables"), LATE.plusSeconds(60))).isEmpty();
  }

  @Test
  void oneThatHasNeverSaidAnythingIsToldWithoutWords() {
    assertThat(words(look(operation, said(-1, ""), LATE)))
        .containsExactly(
            "copy shows no progress for more than 20 min. It goes on, and nothing is stopped.");
  }

  @Test
  void aStepThatSaysNothingOfAStallMayTakeItsTime() {
    Operation patient =
        Story.copying(Plans.stalling(Plans.migrate(), "copy", Optional.empty())).operation();

    assertThat(look(patient, said(0.4, "12 of 30 tables"), after(Duration.ofDays(3)))).isEmpty();
  }

  @Test
  void theJobThatLooksWhatAStepDidIsNotTheStep() {
    var other = new JobProgress(0.4, "looking", "dre-verify", Optional.of(NOON), "");

    assertThat(look(operation, other, LATE)).isEmpty();
  }

  @Test
  void whatNobodyCanLookAtIsNotCalledStalledNorMoving() {
    JobProgress unseen = said(0.4, "12 of 30 tables").unseen("cluster-b does not answer");
    Operation known = told(operation, said(0.4, "12 of 30 tables"), LATE);

    assertThat(look(operation, unseen, LATE)).isEmpty();
    assertThat(look(known, unseen, LATE)).isEmpty();
  }

  @Test
  void aWorkerThatDoesNotSayHowLongIsNotGuessedAt() {
    assertThat(look(operation, new JobProgress(0.4, "12 of 30 tables"), LATE)).isEmpty();
  }

  @Test
  void itIsOverWhenItMoves() {
    Operation known = told(operation, said(0.4, "12 of 30 tables"), LATE);
    JobProgress moved = said(0.4, "12 of 30 tables").says(0.43, "13 of 30 tables", LATE);

    assertThat(look(known, moved, LATE.plusSeconds(1)))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.over()).isTrue();
              assertThat(noticed.notice().words())
                  .isEqualTo("copy shows progress again: 43 %, 13 of 30 tables.");
            });
  }

  @Test
  void itIsOverWhenItEnds() {
    var stalled = look(operation, said(0.4, "12 of 30 tables"), LATE).getFirst().notice();
    Operation next = story.succeeds().operation().raised(stalled, LATE);

    assertThat(words(outside.news(next, List.of(), List.of(), LATE)))
        .containsExactly("copy, which showed no progress, does not run any more.");
  }

  @Test
  void oneThatStallsAgainAndAgainIsToldOnceAnHour() {
    Operation known = told(operation, said(0.4, "12 of 30 tables"), LATE);
    JobProgress moved = said(0.4, "12 of 30 tables").says(0.43, "13 of 30 tables", LATE);
    look(known, moved, LATE.plusSeconds(1));

    assertThat(look(operation, moved, LATE.plus(Duration.ofMinutes(21)))).isEmpty();
    assertThat(look(operation, moved, LATE.plus(Duration.ofMinutes(62)))).hasSize(1);
  }

  private Operation told(Operation of, JobProgress progress, Instant now) {
    Noticed noticed = look(of, progress, now).getFirst();
    Operation known = of.raised(noticed.notice(), now);
    assertThat(look(known, progress, now)).isEmpty();
    return known;
  }

  private JobProgress said(double fraction, String message) {
    var running = (Work.Running) operation.work().orElseThrow();
    return new JobProgress(
        fraction,
        message,
        JobRequest.nameOf(operation.id(), running.effect()),
        Optional.of(NOON),
        "");
  }

  private List<Noticed> look(Operation of, JobProgress progress, Instant now) {
    var pending = List.of(following(progress));
    return outside.news(of, outside.wrong(of, pending, now), pending, now);
  }

  private static List<String> words(List<Noticed> news) {
    return news.stream().map(noticed -> noticed.notice().words()).toList();
  }
}
