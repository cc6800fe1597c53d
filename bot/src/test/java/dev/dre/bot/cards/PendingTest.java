package dev.dre.bot.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.dre.operations.temporal.OperationDataConverter;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An activity as Temporal describes it. */
class PendingTest {

  private static final long NOON = Seen.NOON.getEpochSecond();

  @ParameterizedTest
  @CsvSource({
    "STARTED, 0, 1, true",
    "SCHEDULED, 60, 1, false",
    "CANCEL_REQUESTED, 0, 1, true",
    "CANCEL_REQUESTED, 60, 1, false",
    "PAUSE_REQUESTED, 0, 1, true",
  })
  void aWorkerHasItOnceThisAttemptWasStarted(
      String state, long scheduled, long started, boolean taken) {
    var seen =
        Pending.of(
            PendingActivityInfo.newBuilder()
                .setActivityType(ActivityType.newBuilder().setName("guard"))
                .setState(PendingActivityState.valueOf("PENDING_ACTIVITY_STATE_" + state))
                .setScheduledTime(at(scheduled))
                .setLastStartedTime(at(started))
                .build(),
            OperationDataConverter.create());

    assertThat(seen.startedAt().isPresent()).isEqualTo(taken);
  }

  private static Timestamp at(long second) {
    return Timestamp.newBuilder().setSeconds(NOON + second).build();
  }
}
