package dev.dre.bot.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import dev.dre.operations.State;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What wakes somebody, and what lets them sleep on. */
class IncidentsTest {

  private static final OperationId ID = new OperationId("migrate-db-42-k7f3");
  private static final StepId COPY = new StepId("copy");
  private static final Actor BOB = new Actor.Person("", "T0SANDBOX", "U0BOB0001");
  private static final Happening BLOCKED =
      new Happening.Blocked(COPY, BlockedBecause.FAILED, "exit code 1");

  private final List<String> sent = new ArrayList<>();
  private Incidents incidents = new Incidents(ID, Map.of());
  private long sequence;

  private void happens(Happening... all) {
    for (Happening what : all) {
      incidents
          .of(new Event(++sequence, Instant.EPOCH, what))
          .forEach(
              i ->
                  sent.add(
                      (i.resolved() ? "over " : i.severity() + " ")
                          + i.key().substring(ID.value().length() + 1)));
    }
  }

  private static Happening.RollbackFailed fails(int tries) {
    return new Happening.RollbackFailed(
        new RollbackId("copy/0"),
        new ClusterName("cluster-b"),
        "rows",
        tries,
        "no connection",
        Instant.EPOCH);
  }

  private static Happening breached(String then) {
    return new Happening.GuardBreached("wal", "WAL", "too much", then, new TreeMap<>());
  }

  @Test
  void whatStandsBlockedNeedsAPersonUntilItGoesOn() {
    happens(BLOCKED, new Happening.WentOn(COPY, BOB, "retry"));

    assertThat(sent).containsExactly("warning blocked", "over blocked");
  }

  @Test
  void eachReminderWakesSomebodyUntilItGoesOn() {
    happens(BLOCKED, stillBlocked(1), stillBlocked(2), new Happening.WentOn(COPY, BOB, "retry"));

    assertThat(sent)
        .containsExactly(
            "warning blocked",
            "warning waiting/0/1",
            "warning waiting/0/2",
            "over blocked",
            "over waiting/0/1",
            "over waiting/0/2");
  }

  @Test
  void whoPausesWhatStandsHasSeenIt() {
    happens(stillBlocked(1), heldBy(BOB));

    assertThat(sent).containsExactly("warning waiting/0/1", "over waiting/0/1");
  }

  @Test
  void whoeverIsCalledBecauseNobodyDecidesIsPagedUntilTheRequestIsClosed() {
    var gate = new GateId("copy#1");
    happens(
        new Happening.ApprovalEscalated(
            gate, COPY, Principal.group("leads"), Duration.ofMinutes(30), 1, Instant.EPOCH),
        new Happening.GateClosed(gate, COPY, GateResult.EXPIRED, Optional.empty(), ""));

    assertThat(sent).containsExactly("warning approval/copy#1", "over approval/copy#1");
  }

  @Test
  void whatNeedsAttentionOnceMoreAfterUndoingWasTriedAgainWakesSomebodyOnceMore() {
    happens(needsAttention(0, 1), needsAttention(0, 2), needsAttention(7, 1));

    assertThat(sent)
        .containsExactlyInAnyOrder(
            "critical waiting/0/1",
            "critical waiting/0/2",
            "over waiting/0/1",
            "over waiting/0/2",
            "critical waiting/7/1");
    assertThat(sent).last().isEqualTo("critical waiting/7/1");
  }

  private static Happening needsAttention(long since, int times) {
    return new Happening.StillWaiting(
        State.NEEDS_ATTENTION, Optional.empty(), Instant.ofEpochSecond(since), List.of(), times);
  }

  private static Happening stillBlocked(int times) {
    return new Happening.StillWaiting(
        State.BLOCKED, Optional.of(COPY), Instant.EPOCH, List.of(), times);
  }

  private static Happening heldBy(Actor who) {
    return new Happening.HoldAdded(
        new HoldId("click-1"), who, "", "", Optional.empty(), false, Optional.empty());
  }

  @Test
  void halfOfAStepIsCritical() {
    happens(new Happening.Blocked(COPY, BlockedBecause.PARTIAL, "half"));

    assertThat(sent).containsExactly("critical blocked");
  }

  @Test
  void aTroubleThatIsOpenIsNotSentAgain() {
    incidents = new Incidents(ID, Map.of(ID + "/blocked", "warning"));

    happens(BLOCKED);

    assertThat(sent).isEmpty();
  }

  @Test
  void whatWasNeverSentIsNotResolved() {
    happens(
        new Happening.WentOn(COPY, BOB, "retry"),
        new Happening.Ended("done", Duration.ZERO, List.of(), Optional.empty(), ""));

    assertThat(sent).isEmpty();
  }

  @Test
  void aGuardWakesSomebodyAsMuchAsItsBreachMatters() {
    happens(
        breached("page"),
        new Happening.GuardFine("wal", "WAL", Duration.ofMinutes(1)),
        breached("abort"),
        new Happening.AbortRequested(BOB, "", List.of()));

    assertThat(sent)
        .containsExactly(
            "warning guard/wal", "over guard/wal", "critical guard/wal", "over guard/wal");
  }

  @Test
  void aTroubleThatHasBecomeCriticalWakesSomebodyOnceMore() {
    happens(breached("page"), breached("page"), breached("pause"), breached("pause"));

    assertThat(sent).containsExactly("warning guard/wal", "critical guard/wal");
  }

  @Test
  void aPauseThatLastedTooLongIsOverWhenItEndsByItself() {
    happens(
        new Happening.PausedTooLong(Duration.ofHours(1), MaxPause.Then.PAGE, ""),
        new Happening.HoldOver(new HoldId("click-1"), BOB, true, 0));

    assertThat(sent).containsExactly("warning paused-too-long", "over paused-too-long");
  }

  @Test
  void aPauseWhoseEndAGuardPreventsWakesSomebodyUntilItIsLifted() {
    happens(
        keptPaused(true),
        new Happening.HoldOver(new HoldId("click-1"), BOB, true, 1),
        new Happening.HoldLifted(new HoldId("guard-1"), BOB, 0, Optional.empty()),
        keptPaused(true),
        new Happening.AbortRequested(BOB, "", List.of()));

    assertThat(sent)
        .containsExactly(
            "warning kept-paused", "over kept-paused", "warning kept-paused", "over kept-paused");
  }

  @Test
  void whoResumesAndIsKeptFromItIsThereAndIsNotWoken() {
    happens(keptPaused(false));

    assertThat(sent).isEmpty();
  }

  private static Happening keptPaused(boolean byItself) {
    return new Happening.KeptPaused("wal", "WAL", "too much", BOB, byItself);
  }

  @Test
  void aRollbackWakesSomebodyOnlyWhenItKeepsFailing() {
    happens(fails(1), fails(2));
    assertThat(sent).isEmpty();

    happens(
        fails(3),
        fails(4),
        new Happening.RolledBack(new RollbackId("copy/0"), new ClusterName("cluster-b"), "rows"));
    assertThat(sent).containsExactly("critical rollback/copy/0", "over rollback/copy/0");
  }

  @Test
  void theEndEndsEveryTrouble() {
    happens(
        new Happening.LeftBehind(List.of("slot")),
        new Happening.Ended(
            "aborted needs attention", Duration.ZERO, List.of("slot"), Optional.of(BOB), ""));

    assertThat(sent).containsExactly("critical left-behind", "over left-behind");
  }

  @Test
  void aSlowStepIsAWarningUntilItIsDone() {
    happens(
        new Happening.StepSlow(COPY, 1, Duration.ofHours(1)),
        new Happening.StepSucceeded(COPY, 1, Duration.ofHours(2), new TreeMap<>()));

    assertThat(sent).containsExactly("warning slow/copy", "over slow/copy");
  }

  @Test
  void whatOnlyShowsFromOutsideWakesSomebodyAndStaysOpenWhileItIsUndone() {
    happens(
        noticed(NoticeKind.UNSERVED, "unserved/cluster-b"),
        new Happening.AbortRequested(BOB, "enough", List.of()),
        new Happening.NoticeCleared(
            NoticeKind.UNSERVED, "unserved/cluster-b", "Served.", Instant.EPOCH));

    assertThat(sent)
        .containsExactly("critical notice/unserved/cluster-b", "over notice/unserved/cluster-b");
  }

  @Test
  void aWorkerThatIsAwayIsOnePageAlsoWhereItMakesAGuardBlind() {
    happens(
        noticed(NoticeKind.UNSERVED, "unserved/cluster-b"),
        new Happening.GuardBreached("wal", "WAL", "unseen", "pause", new TreeMap<>(), true));

    assertThat(sent).containsExactly("critical notice/unserved/cluster-b");
  }

  @Test
  void thePagerIsNotToldThatItCannotBeTold() {
    happens(noticed(NoticeKind.RETRYING, Notice.untold(PagerSink.NAME)));
    happens(noticed(NoticeKind.RETRYING, Notice.untold("slack")));

    assertThat(sent).containsExactly("warning notice/retrying/telling-slack");
  }

  @Test
  void aStepThatShowsNoProgressWakesSomebodyUntilItMoves() {
    happens(
        noticed(NoticeKind.STALLED, "stalled/copy"),
        new Happening.NoticeCleared(
            NoticeKind.STALLED, "stalled/copy", "It moves.", Instant.EPOCH));

    assertThat(sent).containsExactly("warning notice/stalled/copy", "over notice/stalled/copy");
  }

  @Test
  void oneThatTakesLongerThanBeforeWakesNobody() {
    happens(noticed(NoticeKind.SLOW, "slow/copy/1"));

    assertThat(sent).isEmpty();
  }

  private static Happening noticed(NoticeKind kind, String key) {
    return new Happening.NoticeRaised(kind, key, "No worker serves it.", Instant.EPOCH);
  }
}
