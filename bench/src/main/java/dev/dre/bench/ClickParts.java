package dev.dre.bench;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Where the time between a click and the next step went, as the workflow's history tells it. */
final class ClickParts {

  private final Map<String, Samples> parts = new LinkedHashMap<>();

  /**
   * Adds one round.
   *
   * @param step the type of the activity that a step begins with
   */
  void add(List<HistoryEvent> history, String step, Round.Times times) {
    var accepted =
        history.stream()
            .filter(HistoryEvent::hasWorkflowExecutionUpdateAcceptedEventAttributes)
            .reduce((earlier, later) -> later)
            .orElseThrow();
    var after = history.subList(number(accepted), history.size());
    var task = history.get(number(accepted) - 2).getWorkflowTaskCompletedEventAttributes();
    var scheduled =
        first(
            after,
            event ->
                event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
                    && event
                        .getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName()
                        .equals(step));
    var started =
        first(
            after,
            event ->
                event.hasActivityTaskStartedEventAttributes()
                    && event.getActivityTaskStartedEventAttributes().getScheduledEventId()
                        == scheduled.getEventId());
    Instant asked = at(history.get((int) task.getScheduledEventId() - 1));
    Instant handedOver = at(history.get((int) task.getStartedEventId() - 1));
    add("of that: from the click until Temporal has the approval", times.clicked(), asked);
    add("until the worker has the approval", asked, handedOver);
    add("until the worker has answered", handedOver, at(scheduled));
    add("until the worker has the step", at(scheduled), at(started));
    add("until the step begins", at(started), times.began());
  }

  /** The median of each part, beside those of {@code other}. */
  List<Row> beside(ClickParts other) {
    return parts.entrySet().stream()
        .map(
            part ->
                Row.of(
                    part.getKey(),
                    "ms",
                    part.getValue().median(),
                    other.samples(part.getKey()).median()))
        .toList();
  }

  private void add(String part, Instant from, Instant to) {
    samples(part).add(Duration.between(from, to));
  }

  private Samples samples(String part) {
    return parts.computeIfAbsent(part, p -> new Samples());
  }

  private static HistoryEvent first(List<HistoryEvent> events, Predicate<HistoryEvent> wanted) {
    return events.stream().filter(wanted).findFirst().orElseThrow();
  }

  private static int number(HistoryEvent event) {
    return (int) event.getEventId();
  }

  private static Instant at(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }
}
