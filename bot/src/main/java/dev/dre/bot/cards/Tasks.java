package dev.dre.bot.cards;

import com.google.protobuf.Timestamp;
import dev.dre.bot.words.Silence;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a workflow gets on. One that does not cannot be told anything, and answers nothing: it is
 * not even asked.
 */
final class Tasks {

  /** A worker that stops, or is replaced, leaves one failed attempt behind. */
  private static final int TRIES = 3;

  private static final Duration TAKEN_SOON = Duration.ofSeconds(15);

  private Tasks() {}

  /** Empty when it gets on, or when nothing has to be done for it. */
  static Optional<Silence> stuck(WorkflowExecutionDescription description, Instant now) {
    var raw = description.getRawDescription();
    return raw.hasPendingWorkflowTask()
        ? stuck(raw.getPendingWorkflowTask(), now)
        : Optional.empty();
  }

  static Optional<Silence> stuck(PendingWorkflowTaskInfo task, Instant now) {
    boolean waits =
        task.getState() == PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED;
    if (waits && !now.isBefore(instant(task.getScheduledTime()).plus(TAKEN_SOON))) {
      return Optional.of(new Silence(instant(task.getScheduledTime()), Silence.Why.NO_WORKER));
    }
    return task.getAttempt() >= TRIES
        ? Optional.of(new Silence(instant(task.getOriginalScheduledTime()), Silence.Why.TASKS_FAIL))
        : Optional.empty();
  }

  private static Instant instant(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }
}
