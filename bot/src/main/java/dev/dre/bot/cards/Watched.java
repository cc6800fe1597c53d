package dev.dre.bot.cards;

import dev.dre.bot.words.CardView;
import dev.dre.bot.words.Words;
import dev.dre.operations.Operation;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.WatchProgress;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the keeper last knew of one operation. */
final class Watched {

  /** Something that nobody begins for this long waits for a worker that is not there. */
  private static final Duration UNSERVED = Duration.ofSeconds(60);

  /** A short hiccup is not worth a line on the card. */
  private static final Duration SILENT = Duration.ofSeconds(15);

  private long historyLength = -1;
  private Optional<Operation> operation = Optional.empty();
  private Optional<JobProgress> progress = Optional.empty();
  private Optional<String> notBegun = Optional.empty();
  private final List<String> guarding = new ArrayList<>();
  private Optional<Instant> silentSince = Optional.empty();
  private boolean goesOnElsewhere;

  /** Whether the operation has to be asked again: its history has grown since. */
  boolean outdated(WorkflowExecutionDescription description) {
    return operation.isEmpty() || description.getHistoryLength() != historyLength;
  }

  void answered(Operation now, long lengthWhenAsked) {
    operation = Optional.of(now);
    historyLength = lengthWhenAsked;
    silentSince = Optional.empty();
  }

  void silent(Instant now) {
    silentSince = silentSince.or(() -> Optional.of(now));
  }

  void look(WorkflowExecutionDescription description, DataConverter converter, Instant now) {
    goesOnElsewhere =
        description.getStatus()
            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
    progress = Optional.empty();
    notBegun = Optional.empty();
    guarding.clear();
    for (PendingActivityInfo activity :
        description.getRawDescription().getPendingActivitiesList()) {
      String type = activity.getActivityType().getName();
      if (activity.hasHeartbeatDetails()) {
        switch (type) {
          case "followJob" ->
              progress = Optional.of(details(activity, converter, JobProgress.class));
          case "watch" -> {
            var watch = details(activity, converter, WatchProgress.class);
            progress = Optional.of(new JobProgress(watch.fraction(), Words.seen(watch)));
          }
          case "guard" ->
              guarding.add(Words.seen(details(activity, converter, WatchProgress.class)));
          default -> {}
        }
      }
      notBegun = notBegun.or(() -> unserved(activity, now));
    }
  }

  private static <T> T details(
      PendingActivityInfo activity, DataConverter converter, Class<T> type) {
    return converter.fromPayloads(0, Optional.of(activity.getHeartbeatDetails()), type, type);
  }

  private Optional<String> unserved(PendingActivityInfo activity, Instant now) {
    boolean waits =
        activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
            && activity.getAttempt() <= 1
            && !activity.hasLastStartedTime();
    var since = Instant.ofEpochSecond(activity.getScheduledTime().getSeconds());
    if (!waits || now.isBefore(since.plus(UNSERVED))) {
      return Optional.empty();
    }
    return Optional.of(
        "▲ No worker serves %s since %s. Start one; nothing is lost meanwhile."
            .formatted(clusters(), Words.time(since)));
  }

  /** A pending activity does not say its task queue; what runs now does. */
  private String clusters() {
    return operation.stream()
        .flatMap(o -> o.effects().values().stream())
        .flatMap(effect -> Clusters.of(effect).stream())
        .map(ClusterName::value)
        .distinct()
        .reduce((a, b) -> a + " or " + b)
        .orElse(OperationIds.BOT_QUEUE);
  }

  /**
   * Empty while nothing is known, and when a later run of the workflow carries the operation on.
   */
  Optional<CardView> view(Instant now) {
    return operation
        .filter(o -> !goesOnElsewhere)
        .map(
            o ->
                new CardView(
                    o,
                    progress,
                    guarding.stream().filter(said -> !said.isBlank()).sorted().toList(),
                    notBegun,
                    silentSince.filter(since -> !now.isBefore(since.plus(SILENT)))));
  }
}
