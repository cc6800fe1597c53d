package dev.dre.bot.cards;

import static dev.dre.bot.cards.Seen.NOON;
import static dev.dre.bot.cards.Seen.after;
import static dev.dre.bot.cards.Seen.started;
import static dev.dre.bot.cards.Seen.waiting;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When somebody is told that no worker serves a cluster, and when that it does again. */
class UnservedTest {

  private static final Instant SOON = after(Duration.ofSeconds(59));
  private static final Instant LATE = after(Duration.ofSeconds(60));

  private final Outside outside = new Outside(List.of(new Unserved()));
  private final Operation operation = Story.copying().operation();

  @Test
  void whatNobodyTakesForAMinuteWaitsForAWorkerThatIsNotThere() {
    var pending = List.of(waiting("submitJob", "cluster-b", 1));

    assertThat(news(operation, pending, SOON)).isEmpty();
    assertThat(news(operation, pending, LATE))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.over()).isFalse();
              assertThat(noticed.notice().key()).isEqualTo("unserved/cluster-b");
              assertThat(noticed.notice().since()).isEqualTo(NOON);
              assertThat(noticed.notice().words()).startsWith("No worker serves cluster-b");
            });
  }

  @Test
  void soDoesWhatAWorkerHadTakenBeforeItDied() {
    assertThat(news(operation, List.of(waiting("followJob", "cluster-b", 2)), LATE)).hasSize(1);
  }

  @Test
  void aWorkflowOfSomebodyElseThatNobodyServesIsToldByItsQueue() {
    var waits = List.of(Pending.child("count", "counting", NOON, Optional.empty()));
    var served = List.of(Pending.child("count", "counting", NOON, Optional.of(NOON)));

    assertThat(news(operation, waits, SOON)).isEmpty();
    assertThat(news(operation, served, LATE)).isEmpty();
    var noticed = news(operation, waits, LATE);
    assertThat(noticed)
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.notice().words())
                    .startsWith("No worker serves the queue counting,"));
    var told = operation.raised(noticed.getFirst().notice(), LATE);
    assertThat(news(told, served, LATE.plusSeconds(5)))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.notice().words())
                    .isEqualTo("A worker serves the queue counting again."));
  }

  @Test
  void whatRunsForDaysWaitsForNobody() {
    var pending = List.of(started("followJob", "cluster-b", 1));

    assertThat(news(operation, pending, after(Duration.ofDays(3)))).isEmpty();
  }

  @Test
  void whatTheOperationKnowsIsNotSaidAgain() {
    var pending = List.of(waiting("submitJob", "cluster-b", 1));

    assertThat(news(noticed(), pending, LATE)).isEmpty();
  }

  @Test
  void aWorkerThatTakesSomethingIsThereAgain() {
    assertThat(over(List.of(started("submitJob", "cluster-b", 1))))
        .containsExactly("A worker serves cluster-b again.");
    assertThat(over(List.of(Seen.backingOff("submitJob", "cluster-b", 2, LATE))))
        .containsExactly("A worker serves cluster-b again.");
  }

  @Test
  void whatWasHandedToTheQueueAMomentAgoSaysNothing() {
    // An abort has cancelled what waited, and its clean-up waits in the same queue.
    Instant aMomentLater = NOON.plusSeconds(30);

    assertThat(news(noticed(), List.of(waiting("ensureGone", "cluster-b", 1)), aMomentLater))
        .isEmpty();
  }

  @Test
  void whatNothingWaitsForAnyMoreIsOverWithoutAnybodySayingThatItIsServed() {
    assertThat(over(List.of(started("submitJob", "cluster-a", 1))))
        .containsExactly("Nothing waits for a worker of cluster-b any more.");
  }

  @Test
  void eachClusterIsToldForItself() {
    var pending =
        List.of(waiting("submitJob", "cluster-a", 1), waiting("ensureGone", "cluster-b", 1));

    assertThat(news(operation, pending, LATE))
        .extracting(noticed -> noticed.notice().key())
        .containsExactly("unserved/cluster-a", "unserved/cluster-b");
  }

  @Test
  void whatHasEndedIsToldNothing() {
    Operation over =
        Story.copying()
            .abortedBy(Someone.BOB, "enough")
            .stops()
            .undoesAll()
            .leavesNothing()
            .operation();

    assertThat(over.state().isFinal()).isTrue();
    assertThat(news(over, List.of(waiting("submitJob", "cluster-b", 1)), LATE)).isEmpty();
  }

  private Operation noticed() {
    return operation.raised(
        new Notice(NoticeKind.UNSERVED, "unserved/cluster-b", "No worker serves cluster-b.", NOON),
        LATE);
  }

  private List<String> over(List<Pending> pending) {
    return news(noticed(), pending, LATE).stream()
        .filter(Noticed::over)
        .map(noticed -> noticed.notice().words())
        .toList();
  }

  private List<Noticed> news(Operation operation, List<Pending> pending, Instant now) {
    return outside.news(operation, outside.wrong(operation, pending, now), pending, now);
  }
}
