package dev.dre.bench;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one workflow left in Temporal. {@code activities} are counted by their types. */
record HistoryCost(int events, long bytes, SortedMap<String, Integer> activities) {

  static HistoryCost of(WorkflowClient client, String workflowId) {
    var history = client.fetchHistory(workflowId).getHistory();
    var activities = new TreeMap<String, Integer>();
    for (var event : history.getEventsList()) {
      if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
        String type = event.getActivityTaskScheduledEventAttributes().getActivityType().getName();
        activities.merge(type, 1, Integer::sum);
      }
    }
    return new HistoryCost(history.getEventsCount(), history.getSerializedSize(), activities);
  }
}
