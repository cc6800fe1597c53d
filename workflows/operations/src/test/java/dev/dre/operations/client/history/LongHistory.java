package dev.dre.operations.client.history;

import com.google.protobuf.Timestamp;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.OperationDataConverter;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.UserMetadata;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A run that goes on and on: activity after activity, as many events as a test wants. */
final class LongHistory {

  static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private final DataConverter converter = OperationDataConverter.create();
  private final List<HistoryEvent> events = new ArrayList<>();

  private LongHistory() {}

  /**
   * Begins as a recorded operation did. An activity takes six events, one after the other a second
   * each; every hundredth Job fails.
   */
  static List<HistoryEvent> of(int events) {
    var made = new LongHistory();
    var first = KeptHistories.recorded("0.1/failed-and-retried").getFirst();
    made.events.add(first.toBuilder().setEventTime(made.time()).build());
    for (int activity = 1; made.events.size() < events; activity++) {
      made.activity(activity);
    }
    return made.events.subList(0, events);
  }

  private void activity(int number) {
    long scheduled = events.size() + 1L;
    var summary = converter.toPayload("subscribe, attempt %d: follow Job".formatted(number));
    add(
        event(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
            .setUserMetadata(UserMetadata.newBuilder().setSummary(summary.orElseThrow())),
        e ->
            e.getActivityTaskScheduledEventAttributesBuilder()
                .setActivityId("activity-" + number)
                .setActivityType(ActivityType.newBuilder().setName("followJob")));
    add(
        event(EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED),
        e ->
            e.getActivityTaskStartedEventAttributesBuilder()
                .setScheduledEventId(scheduled)
                .setAttempt(number % 500 == 0 ? 3 : 1)
                .setLastFailure(Failure.newBuilder().setMessage("connection refused")));
    JobOutcome outcome =
        number % 100 == 0
            ? new JobOutcome.Failed("exit code 1", "line\nno space left on device")
            : new JobOutcome.Succeeded(new TreeMap<>());
    add(
        event(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED),
        e ->
            e.getActivityTaskCompletedEventAttributesBuilder()
                .setScheduledEventId(scheduled)
                .setResult(converter.toPayloads(outcome).orElseThrow()));
    add(event(EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED), e -> {});
    add(event(EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED), e -> {});
    add(event(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED), e -> {});
  }

  private interface Attributes {
    void on(HistoryEvent.Builder event);
  }

  private void add(HistoryEvent.Builder event, Attributes attributes) {
    attributes.on(event);
    events.add(event.build());
  }

  private HistoryEvent.Builder event(EventType type) {
    return HistoryEvent.newBuilder()
        .setEventId(events.size() + 1L)
        .setEventTime(time())
        .setEventType(type);
  }

  private Timestamp.Builder time() {
    return Timestamp.newBuilder().setSeconds(BEGIN.getEpochSecond() + events.size());
  }
}
