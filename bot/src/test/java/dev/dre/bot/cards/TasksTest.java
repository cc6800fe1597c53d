package dev.dre.bot.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.dre.bot.words.Silence;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a workflow does not get on. */
class TasksTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void whatNobodyTakesHasNoWorker() {
    assertThat(Tasks.stuck(waiting(), NOON.plusSeconds(14))).isEmpty();
    assertThat(Tasks.stuck(waiting(), NOON.plusSeconds(15)))
        .contains(new Silence(NOON, Silence.Why.NO_WORKER));
  }

  @Test
  void whatFailsThreeTimesFails() {
    assertThat(Tasks.stuck(attempt(2), NOON.plusSeconds(11))).isEmpty();
    assertThat(Tasks.stuck(attempt(3), NOON.plusSeconds(21)))
        .contains(new Silence(NOON, Silence.Why.TASKS_FAIL));
  }

  @Test
  void whatIsAtWorkGetsOn() {
    assertThat(Tasks.stuck(attempt(1), NOON.plus(Duration.ofMinutes(1)))).isEmpty();
  }

  private static PendingWorkflowTaskInfo waiting() {
    return PendingWorkflowTaskInfo.newBuilder()
        .setState(PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED)
        .setScheduledTime(timestamp(NOON))
        .setAttempt(1)
        .build();
  }

  private static PendingWorkflowTaskInfo attempt(int attempt) {
    return PendingWorkflowTaskInfo.newBuilder()
        .setState(PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_STARTED)
        .setOriginalScheduledTime(timestamp(NOON))
        .setScheduledTime(timestamp(NOON.plusSeconds(10)))
        .setAttempt(attempt)
        .build();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
  }
}
