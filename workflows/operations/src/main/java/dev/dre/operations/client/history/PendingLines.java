package dev.dre.operations.client.history;

import com.google.protobuf.Timestamp;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is in flight now. Tries that failed and are made again are in no history. */
final class PendingLines {

  private PendingLines() {}

  /** The newest first. Takes the place of the events that began what is in flight. */
  static List<Line> of(DescribeWorkflowExecutionResponse description, RunReading reading) {
    var lines = new ArrayList<Line>();
    if (description.hasPendingWorkflowTask()
        && description.getPendingWorkflowTask().getAttempt() > 1) {
      lines.add(workflowTask(description.getPendingWorkflowTask()));
    }
    description.getPendingActivitiesList().stream()
        .map(info -> activity(info, reading))
        .sorted(Comparator.comparing((Line line) -> line.when).reversed())
        .forEach(lines::add);
    return lines;
  }

  private static Line workflowTask(PendingWorkflowTaskInfo task) {
    Line line =
        new Line(0, time(task.getOriginalScheduledTime()), EventTypes.PENDING_WORKFLOW_TASK);
    line.weight = Weight.PENDING;
    line.tries = task.getAttempt();
    return line.says("a workflow task (try %d)".formatted(task.getAttempt()))
        .failed("the worker cannot go on with this operation; its log says why");
  }

  private static Line activity(PendingActivityInfo info, RunReading reading) {
    Instant at =
        time(info.hasLastStartedTime() ? info.getLastStartedTime() : info.getScheduledTime());
    var begun = reading.activity(info.getActivityId());
    Line line = new Line(begun.map(b -> b.event).orElse(0L), at, EventTypes.PENDING_ACTIVITY);
    line.activity = info.getActivityType().getName();
    line.what = line.activity;
    begun.ifPresent(b -> line.goesOn(b.part()));
    line.what += " (%s)".formatted(standing(info));
    line.weight = Weight.PENDING;
    line.tries = info.getAttempt();
    return info.hasLastFailure() ? line.failed(PayloadReading.words(info.getLastFailure())) : line;
  }

  private static String standing(PendingActivityInfo info) {
    int attempt = Math.max(1, info.getAttempt());
    if (info.getState() != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED) {
      return attempt == 1 ? "running" : "running, try " + attempt;
    }
    if (attempt == 1) {
      return "no worker has begun it yet";
    }
    return info.hasNextAttemptScheduleTime()
        ? "try %d at %s".formatted(attempt, clock(time(info.getNextAttemptScheduleTime())))
        : "waits for try " + attempt;
  }

  private static String clock(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19) + " UTC";
  }

  private static Instant time(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
