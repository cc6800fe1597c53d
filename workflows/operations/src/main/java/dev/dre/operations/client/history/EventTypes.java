package dev.dre.operations.client.history;

import io.temporal.api.enums.v1.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The types of events as Temporal's pages and tools show them: {@code ActivityTaskFailed}. */
final class EventTypes {

  /** In flight now: the next two are in no history. */
  static final String PENDING_ACTIVITY = "PendingActivity";

  static final String PENDING_WORKFLOW_TASK = "PendingWorkflowTask";

  private static final Map<EventType, String> NAMES = names();

  private EventTypes() {}

  static String name(EventType type) {
    return NAMES.getOrDefault(type, "Unknown");
  }

  static List<String> all() {
    return Stream.concat(
            Stream.of(PENDING_ACTIVITY, PENDING_WORKFLOW_TASK), NAMES.values().stream().sorted())
        .toList();
  }

  private static Map<EventType, String> names() {
    var names = new TreeMap<EventType, String>();
    Arrays.stream(EventType.values())
        .filter(type -> type != EventType.UNRECOGNIZED)
        .filter(type -> type != EventType.EVENT_TYPE_UNSPECIFIED)
        .forEach(type -> names.put(type, camel(type.name().substring("EVENT_TYPE_".length()))));
    return names;
  }

  private static String camel(String name) {
    var camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      camel.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return camel.toString();
  }

  /** Whether a workflow task wrote it; everything else comes from outside. */
  static boolean isCommand(EventType type) {
    return switch (type) {
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
          EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED,
          EVENT_TYPE_TIMER_STARTED,
          EVENT_TYPE_TIMER_CANCELED,
          EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED,
          EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
          EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED,
          EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
          EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
          EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
          EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
          EVENT_TYPE_MARKER_RECORDED,
          EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
          EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED ->
          true;
      default -> false;
    };
  }
}
