package dev.dre.bot.cards;

import static dev.dre.bot.cards.Seen.NOON;
import static dev.dre.bot.cards.Seen.after;
import static dev.dre.bot.cards.Seen.backingOff;
import static dev.dre.bot.cards.Seen.delivery;
import static dev.dre.bot.cards.Seen.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.temporal.Noticed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When somebody is told that something fails again and again. */
class RetryingTest {

  private static final Instant A_WHILE_LATER = after(Duration.ofSeconds(60));

  private final Outside outside = new Outside(List.of(new Retrying()));
  private final Operation operation = Story.copying().operation();

  @Test
  void theFifthAttemptInARowIsToldWithTheReason() {
    look(operation, started("followJob", "cluster-b", 1), NOON);
    assertThat(look(operation, backingOff("followJob", "cluster-b", 4, NOON), NOON)).isEmpty();

    assertThat(look(operation, backingOff("followJob", "cluster-b", 5, NOON), NOON))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.notice().key()).isEqualTo("retrying/activity-1");
              assertThat(noticed.notice().words())
                  .isEqualTo(
                      "Following the Job of copy on cluster-b fails again and again (attempt 5): no route to host.");
            });
  }

  @Test
  void anAbortSaysWhatItDoesThatFails() {
    var undoing = Story.copying().abortedBy(Someone.BOB, "enough").stops();
    assertThat(told(undoing.operation()))
        .startsWith("Starting a Job that undoes something on cluster-b fails");

    assertThat(told(undoing.undoesAll().operation()))
        .startsWith("Starting the look at what is left behind on cluster-b fails");
  }

  /** What is said of a Job that fails to start five times. */
  private static String told(Operation aborted) {
    var keeper = new Retrying();
    keeper.wrong(aborted, List.of(backingOff("submitJob", "cluster-b", 1, NOON)), NOON);
    return keeper
        .wrong(aborted, List.of(backingOff("submitJob", "cluster-b", 5, NOON)), NOON)
        .getFirst()
        .words();
  }

  @Test
  void aLongFollowingWhoseWorkersWereReplacedFiveTimesIsWell() {
    for (int attempt = 1; attempt <= 9; attempt++) {
      Instant now = NOON.plus(Duration.ofHours(attempt));
      assertThat(look(operation, backingOff("followJob", "cluster-b", attempt, now), now))
          .isEmpty();
      assertThat(look(operation, started("followJob", "cluster-b", attempt), now)).isEmpty();
    }
  }

  @Test
  void aKeeperThatHasJustBegunJudgesOnlyWhatItSees() {
    assertThat(look(operation, backingOff("submitJob", "cluster-b", 9, NOON), NOON)).isEmpty();
    assertThat(look(operation, backingOff("submitJob", "cluster-b", 13, NOON), NOON)).hasSize(1);
  }

  @Test
  void aKeeperThatHasJustBegunCallsNothingOver() {
    Operation known = known("retrying/activity-1");

    assertThat(look(known, backingOff("followJob", "cluster-b", 9, NOON), NOON)).isEmpty();
    assertThat(look(known, started("followJob", "cluster-b", 9), NOON)).isEmpty();
  }

  @Test
  void whatWorksForAWhileIsOver() {
    Operation known = known("retrying/activity-1");

    assertThat(look(known, started("followJob", "cluster-b", 9), A_WHILE_LATER))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.over()).isTrue();
              assertThat(noticed.notice().words())
                  .isEqualTo("Following the Job of copy on cluster-b does not fail any more.");
            });
  }

  @Test
  void whatIsNotThereAnyMoreIsOver() {
    Operation known = known("retrying/activity-1");

    assertThat(outside.news(known, List.of(), List.of(), NOON))
        .singleElement()
        .extracting(Noticed::over)
        .isEqualTo(true);
  }

  @Test
  void aSinkThatCannotBeToldIsKnownByItsName() {
    look(operation, delivery("", 1, NOON), NOON);
    assertThat(look(operation, delivery("", 6, NOON), NOON)).isEmpty();

    assertThat(look(operation, delivery("notify", 6, NOON), NOON))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.notice().key()).isEqualTo(Notice.untold("notify"));
              assertThat(noticed.notice().words())
                  .startsWith("Telling notify fails again and again (attempt 6): the pager");
            });
  }

  @Test
  void theNextDeliveryToTheSameSinkIsNewAndWell() {
    Operation known = known(Notice.untold("notify"));

    assertThat(look(known, delivery("", 1, NOON), NOON))
        .singleElement()
        .extracting(Noticed::over)
        .isEqualTo(true);
  }

  @Test
  void whatAnotherReleaseHasNoticedIsLeftToIt() {
    Operation known =
        operation.raised(new Notice(new NoticeKind("moon_rose"), "moon", "It rose.", NOON), NOON);

    assertThat(outside.news(known, List.of(), List.of(), NOON)).isEmpty();
  }

  private Operation known(String key) {
    return operation.raised(
        new Notice(
            NoticeKind.RETRYING,
            key,
            "Following the Job of copy on cluster-b fails again and again (attempt 5): no route.",
            NOON),
        NOON);
  }

  private List<Noticed> look(Operation operation, Pending one, Instant now) {
    var pending = List.of(one);
    return outside.news(operation, outside.wrong(operation, pending, now), pending, now);
  }
}
