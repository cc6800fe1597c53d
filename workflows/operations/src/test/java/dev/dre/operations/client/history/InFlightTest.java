package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is tried again and again is in no history. */
class InFlightTest {

  private final List<HistoryEvent> events =
      KeptHistories.recorded("0.1/failed-and-retried").subList(0, 12);

  private HistoryPage finds(DescribeWorkflowExecutionResponse inFlight, String words) {
    return new KeptHistories()
        .keeps(events)
        .describes(KeptHistories.runOf(events), inFlight)
        .isLatest()
        .finds("db-42 " + words);
  }

  private DescribeWorkflowExecutionResponse activity(PendingActivityInfo.Builder info) {
    String id = events.getLast().getActivityTaskScheduledEventAttributes().getActivityId();
    return DescribeWorkflowExecutionResponse.newBuilder()
        .addPendingActivities(info.setActivityId(id))
        .build();
  }

  private static PendingActivityInfo.Builder retrying() {
    return PendingActivityInfo.newBuilder()
        .setState(PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
        .setAttempt(7)
        .setLastStartedTime(Timestamp.newBuilder().setSeconds(1_795_000_000))
        .setNextAttemptScheduleTime(Timestamp.newBuilder().setSeconds(1_795_000_020))
        .setLastFailure(Failure.newBuilder().setMessage("cluster-b does not answer"));
  }

  @Test
  void anAttemptThatIsMadeAgainIsThereWithItsCountItsErrorAndItsNextTime() {
    var page = finds(activity(retrying()), "--failed");

    assertThat(page.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo("PendingActivity");
              assertThat(entry.weight()).isEqualTo(Weight.PENDING);
              assertThat(entry.what())
                  .isEqualTo("subscribe, attempt 1: follow (try 7 at 11:07:00 UTC)");
              assertThat(entry.step().orElseThrow().value()).isEqualTo("subscribe");
              assertThat(entry.tries()).isEqualTo(7);
              assertThat(entry.failure()).isEqualTo("cluster-b does not answer");
              assertThat(entry.event()).isEqualTo(12);
            });
  }

  @Test
  void itStandsBeforeEverythingElseAndInPlaceOfWhatBeganIt() {
    var entries = finds(activity(retrying()), "").entries();

    assertThat(entries.getFirst().weight()).isEqualTo(Weight.PENDING);
    assertThat(entries).filteredOn(e -> e.event() == 12).hasSize(1);
  }

  @Test
  void itIsOnTheFirstPageOnly() {
    var kept =
        new KeptHistories()
            .keeps(events)
            .describes(KeptHistories.runOf(events), activity(retrying()))
            .isLatest();
    var options = Typed.options("db-42 --everything --limit 2");
    var first = kept.finds(options.words());
    var second = kept.finds(options.before(first.older().orElseThrow()).words());

    assertThat(first.entries()).hasSize(3);
    assertThat(second.entries()).noneMatch(e -> e.weight() == Weight.PENDING);
  }

  @Test
  void whatNoWorkerHasBegunAndWhatRunsIsSaid() {
    var unbegun =
        PendingActivityInfo.newBuilder()
            .setState(PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
            .setAttempt(1);
    var running =
        PendingActivityInfo.newBuilder()
            .setState(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
            .setAttempt(1);

    assertThat(finds(activity(unbegun), "").entries().getFirst().what())
        .endsWith("(no worker has begun it yet)");
    assertThat(finds(activity(running), "").entries().getFirst().what()).endsWith("(running)");
    assertThat(finds(activity(running), "--failed").entries()).isEmpty();
  }

  @Test
  void aWorkflowTaskThatKeepsFailingIsAFailure() {
    var failing =
        DescribeWorkflowExecutionResponse.newBuilder()
            .setPendingWorkflowTask(PendingWorkflowTaskInfo.newBuilder().setAttempt(9))
            .build();

    assertThat(finds(failing, "--failed").entries())
        .singleElement()
        .satisfies(e -> assertThat(e.type()).isEqualTo("PendingWorkflowTask"));
  }

  @Test
  void anErrorIsToldWithItsCausesOnceEachAndWithoutWhatTheServerPutsAround() {
    var refused = Failure.newBuilder().setMessage("Connection refused: /10.0.0.7:443");
    var client = Failure.newBuilder().setMessage("An error has occurred.").setCause(refused);
    var again = Failure.newBuilder().setMessage("An error has occurred. ").setCause(client);
    var cut = Failure.newBuilder().setMessage("Failure exceeds size limit.").setCause(again);

    assertThat(finds(activity(retrying().setLastFailure(cut)), "--failed").entries())
        .extracting(HistoryEntry::failure)
        .containsExactly("An error has occurred: Connection refused: /10.0.0.7:443");
  }
}
