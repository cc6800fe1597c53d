package dev.dre.operations.client.history;

import dev.dre.operations.client.history.HistoryEntry.Weight;
import dev.dre.operations.command.Answer;
import dev.dre.operations.event.Event;
import dev.dre.operations.id.EffectWords;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.OperationInput;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one run, event by event, and joins what belongs together. Pure: the same events make the
 * same entries.
 */
final class RunReading {

  private static final String DELIVER = "deliver";
  private static final String SUBMIT_JOB = "submitJob";

  private final OperationId operation;
  private final WorkflowExecution run;
  private final PayloadReading payloads;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Long, Line> byEvent = new HashMap<>();
  private final Map<String, Line> byActivity = new HashMap<>();
  private final Map<String, Line> byUpdate = new HashMap<>();
  private final List<WorkflowExecution> children = new ArrayList<>();
  private final StateTrail trail = new StateTrail();
  private Optional<OperationInput> input = Optional.empty();
  private String previousRun = "";
  private String nextRun = "";
  private Instant begun = Instant.MAX;
  private boolean over;

  /** What the workflow has not taken notice of yet. */
  private final List<Line> unnoticed = new ArrayList<>();

  private int unnoticedBeforeTask;
  private Instant taskStarted = Instant.MIN;
  private Optional<Instant> lastTask = Optional.empty();

  RunReading(OperationId operation, WorkflowExecution run, PayloadReading payloads) {
    this.operation = operation;
    this.run = run;
    this.payloads = payloads;
  }

  /** What was not told before the run ended, and stands in the input of the next one. */
  void toldLater(List<Event> events) {
    events.forEach(trail::heard);
  }

  /** Oldest first. */
  List<HistoryEntry> entries() {
    return entries(lines);
  }

  /** The entries that {@code some} lines of this run are. */
  List<HistoryEntry> entries(List<Line> some) {
    var states = trail.states();
    return some.stream().map(line -> line.entry(operation, run, states)).toList();
  }

  /** Those that were started, in their order. */
  List<WorkflowExecution> children() {
    return children;
  }

  /** What the run began with; empty when it is not a workflow of ours. */
  Optional<OperationInput> input() {
    return input;
  }

  /** Empty when the operation began with this run. */
  String previousRun() {
    return previousRun;
  }

  /** Empty when no other run goes on from here. */
  String nextRun() {
    return nextRun;
  }

  Instant begun() {
    return begun;
  }

  boolean isOver() {
    return over;
  }

  Optional<Line> activity(String activityId) {
    return Optional.ofNullable(byActivity.get(activityId));
  }

  RunReading readAll(Iterable<HistoryEvent> events) {
    events.forEach(this::read);
    return this;
  }

  void read(HistoryEvent event) {
    Line line = new Line(event.getEventId(), time(event), EventTypes.name(event.getEventType()));
    switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED -> line.part();
      case EVENT_TYPE_WORKFLOW_TASK_STARTED -> taskStarts(line.part());
      case EVENT_TYPE_WORKFLOW_TASK_COMPLETED -> taskCompletes(line.part());
      case EVENT_TYPE_WORKFLOW_TASK_FAILED ->
          line.says("a workflow task")
              .failed(
                  PayloadReading.words(event.getWorkflowTaskFailedEventAttributes().getFailure()));
      case EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> taskTimesOut(line, event);
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> activityIsScheduled(line, event);
      case EVENT_TYPE_ACTIVITY_TASK_STARTED -> activityStarts(line, event);
      case EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED ->
          line.goesOn(
                  begun(
                      event.getActivityTaskCancelRequestedEventAttributes().getScheduledEventId()))
              .part();
      case EVENT_TYPE_ACTIVITY_TASK_COMPLETED -> activityCompletes(line, event);
      case EVENT_TYPE_ACTIVITY_TASK_FAILED -> {
        var failed = event.getActivityTaskFailedEventAttributes();
        line.ends(begun(failed.getScheduledEventId()))
            .failed(PayloadReading.words(failed.getFailure()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT -> {
        var timedOut = event.getActivityTaskTimedOutEventAttributes();
        line.ends(begun(timedOut.getScheduledEventId()))
            .failed(PayloadReading.words(timedOut.getFailure()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_CANCELED ->
          line.ends(begun(event.getActivityTaskCanceledEventAttributes().getScheduledEventId()));
      case EVENT_TYPE_TIMER_STARTED -> {
        var timer = event.getTimerStartedEventAttributes().getStartToFireTimeout();
        var lasts = Duration.ofSeconds(timer.getSeconds()).plusNanos(timer.getNanos());
        begins(line.says("a timer of " + lasts.truncatedTo(ChronoUnit.MILLIS)).routine());
      }
      case EVENT_TYPE_TIMER_FIRED ->
          line.ends(begun(event.getTimerFiredEventAttributes().getStartedEventId())).routine();
      case EVENT_TYPE_TIMER_CANCELED ->
          line.ends(begun(event.getTimerCanceledEventAttributes().getStartedEventId())).routine();
      case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED -> {
        var signal = event.getWorkflowExecutionSignaledEventAttributes();
        given(line, payloads.command(signal.getInput(), signal.getSignalName()));
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED -> {
        var update = event.getWorkflowExecutionUpdateAcceptedEventAttributes().getAcceptedRequest();
        var input = update.getInput();
        given(line, payloads.command(input.getArgs(), input.getName()));
        byUpdate.put(update.getMeta().getUpdateId(), line);
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED -> commandIsAnswered(line, event);
      case EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED,
          EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED,
          EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED,
          EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED,
          EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_FAILED,
          EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_CANCELED,
          EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_TIMED_OUT,
          EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_TERMINATED ->
          child(line, event);
      case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> starts(line, event);
      case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
          EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
          EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
          EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
          EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
          EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW ->
          ends(line, event);
      case EVENT_TYPE_MARKER_RECORDED -> {
        var marker = event.getMarkerRecordedEventAttributes();
        line.says(marker.getMarkerName()).routine();
        if (marker.hasFailure()) {
          line.failed(PayloadReading.words(marker.getFailure())).weight = Weight.HAPPENED;
        }
      }
      case EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
          EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED,
          EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED ->
          line.routine();
      // Shown by its type: an operation writes no such event, another workflow may.
      default -> {}
    }
    add(line, EventTypes.isCommand(event.getEventType()));
  }

  private void add(Line line, boolean isCommand) {
    lines.add(line);
    if (isCommand) {
      line.noticed = lastTask;
    } else {
      unnoticed.add(line);
    }
  }

  private void taskStarts(Line line) {
    taskStarted = line.when.truncatedTo(ChronoUnit.MILLIS);
    unnoticedBeforeTask = unnoticed.size();
  }

  /** Only now: a task that fails is tried again at a later time. */
  private void taskCompletes(Line line) {
    lastTask = Optional.of(taskStarted);
    line.noticed = lastTask;
    var noticed = unnoticed.subList(0, Math.min(unnoticedBeforeTask, unnoticed.size()));
    noticed.forEach(l -> l.noticed = lastTask);
    noticed.clear();
    unnoticedBeforeTask = 0;
  }

  private static void taskTimesOut(Line line, HistoryEvent event) {
    // The server gives a task to a worker that has it cached first, and to any other after that.
    if (event.getWorkflowTaskTimedOutEventAttributes().getTimeoutType()
        == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
      line.part();
    } else {
      line.says("a workflow task").failed("no worker answered in time");
    }
  }

  private void activityIsScheduled(Line line, HistoryEvent event) {
    var scheduled = event.getActivityTaskScheduledEventAttributes();
    line.activity = scheduled.getActivityType().getName();
    Optional<String> summary =
        event.hasUserMetadata()
            ? payloads.read(event.getUserMetadata().getSummary(), String.class)
            : Optional.empty();
    line.says(EffectWords.read(summary.filter(s -> !s.isBlank()).orElse(line.activity)));
    if (line.activity.equals(DELIVER)) {
      line.routine();
      payloads.read(scheduled.getInput(), Delivery.class).ifPresent(d -> toldLater(d.events()));
    }
    begins(line);
    byActivity.put(scheduled.getActivityId(), line);
  }

  private void activityStarts(Line line, HistoryEvent event) {
    var started = event.getActivityTaskStartedEventAttributes();
    Line begun = begun(started.getScheduledEventId());
    begun.tries = started.getAttempt();
    if (started.hasLastFailure()) {
      begun.lastFailure = PayloadReading.words(started.getLastFailure());
    }
    line.goesOn(begun).part();
  }

  private void activityCompletes(Line line, HistoryEvent event) {
    var completed = event.getActivityTaskCompletedEventAttributes();
    Line begun = begun(completed.getScheduledEventId());
    line.ends(begun);
    // What comes of a Job is told by following it.
    if (line.activity.equals(DELIVER) || line.activity.equals(SUBMIT_JOB)) {
      line.weight = line.tries > 1 ? Weight.HAPPENED : Weight.ROUTINE;
      return;
    }
    var brought = payloads.brought(completed.getResult());
    line.failed(brought.failure());
    if (!brought.said().isEmpty()) {
      line.what += " → " + brought.said();
    }
  }

  private void commandIsAnswered(Line line, HistoryEvent event) {
    var completed = event.getWorkflowExecutionUpdateCompletedEventAttributes();
    line.ends(
        byUpdate.computeIfAbsent(
            completed.getMeta().getUpdateId(), id -> new Line(0, line.when, "")));
    var outcome = completed.getOutcome();
    if (outcome.hasFailure()) {
      line.failed(PayloadReading.words(outcome.getFailure()));
    }
    payloads
        .read(outcome.getSuccess(), Answer.class)
        .ifPresent(
            answer ->
                line.what +=
                    (answer instanceof Answer.Refused ? " → refused: " : " → ") + answer.says());
  }

  private static Line given(Line line, PayloadReading.Given command) {
    line.by = command.by();
    return line.says(command.what());
  }

  private void child(Line line, HistoryEvent event) {
    switch (event.getEventType()) {
      case EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED -> {
        var initiated = event.getStartChildWorkflowExecutionInitiatedEventAttributes();
        begins(line.says("child " + initiated.getWorkflowId()));
        // What is told elsewhere is no longer told here.
        payloads
            .input(initiated.getInput())
            .flatMap(OperationInput::carriedOn)
            .filter(o -> o.id().equals(operation))
            .ifPresent(o -> toldLater(o.outbox().pending()));
      }
      case EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED -> {
        var failed = event.getStartChildWorkflowExecutionFailedEventAttributes();
        line.ends(begun(failed.getInitiatedEventId()))
            .failed("it could not be started: " + failed.getCause());
      }
      case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED -> {
        var started = event.getChildWorkflowExecutionStartedEventAttributes();
        children.add(started.getWorkflowExecution());
        line.goesOn(begun(started.getInitiatedEventId()));
        begun(started.getInitiatedEventId()).part();
      }
      case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED ->
          line.ends(
              begun(
                  event.getChildWorkflowExecutionCompletedEventAttributes().getInitiatedEventId()));
      case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_CANCELED ->
          line.ends(
              begun(
                  event.getChildWorkflowExecutionCanceledEventAttributes().getInitiatedEventId()));
      case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_FAILED -> {
        var failed = event.getChildWorkflowExecutionFailedEventAttributes();
        line.ends(begun(failed.getInitiatedEventId()))
            .failed(PayloadReading.words(failed.getFailure()));
      }
      case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_TIMED_OUT ->
          line.ends(
                  begun(
                      event
                          .getChildWorkflowExecutionTimedOutEventAttributes()
                          .getInitiatedEventId()))
              .failed("it ran longer than it may");
      default ->
          line.ends(
                  begun(
                      event
                          .getChildWorkflowExecutionTerminatedEventAttributes()
                          .getInitiatedEventId()))
              .failed("it was terminated");
    }
  }

  private void starts(Line line, HistoryEvent event) {
    var started = event.getWorkflowExecutionStartedEventAttributes();
    begun = line.when;
    previousRun = started.getContinuedExecutionRunId();
    input = payloads.input(started.getInput());
    var request = input.flatMap(OperationInput::request);
    var carriedOn = input.flatMap(OperationInput::carriedOn);
    line.says(started.getWorkflowType().getName());
    request.ifPresent(
        r -> line.says("starts: " + r.plan().summary()).by = Optional.of(r.requester()));
    carriedOn.ifPresent(o -> line.says("goes on in a new run"));
    carriedOn.filter(o -> !o.outbox().cursors().isEmpty()).ifPresent(trail::carriesOn);
  }

  private void ends(Line line, HistoryEvent event) {
    over = true;
    switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ->
          line.says("the workflow")
              .failed(
                  PayloadReading.words(
                      event.getWorkflowExecutionFailedEventAttributes().getFailure()));
      case EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT ->
          line.says("the workflow").failed("it ran longer than it may");
      case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
          line.says("the workflow")
              .failed(
                  "terminated: "
                      + event.getWorkflowExecutionTerminatedEventAttributes().getReason());
      case EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW -> {
        nextRun = event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
        line.says("goes on in a new run").part();
      }
      default -> line.says("the workflow ends");
    }
  }

  private void begins(Line line) {
    byEvent.put(line.event, line);
  }

  private Line begun(long event) {
    return byEvent.computeIfAbsent(event, id -> new Line(id, begun, ""));
  }

  private static Instant time(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }
}
