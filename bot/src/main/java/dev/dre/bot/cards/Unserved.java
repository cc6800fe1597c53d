package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.OperationIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something has waited in the queue of a cluster for so long that no worker can be there. It does
 * not matter which attempt it is: a worker that dies leaves the second one waiting.
 */
final class Unserved implements Outside.OutsideRule {

  private static final String KEY = NoticeKind.UNSERVED + "/";

  @Override
  public NoticeKind kind() {
    return NoticeKind.UNSERVED;
  }

  @Override
  public List<Notice> wrong(Operation operation, List<Pending> pending, Instant now) {
    var waiting = new TreeMap<String, Instant>();
    for (Pending one : pending) {
      boolean waits =
          one.startedAt().isEmpty() && !now.isBefore(one.scheduledAt().plus(Outside.LONG));
      if (waits) {
        cluster(one)
            .ifPresent(
                cluster ->
                    waiting.merge(cluster, one.scheduledAt(), (a, b) -> a.isBefore(b) ? a : b));
      }
    }
    return waiting.entrySet().stream()
        .map(
            e ->
                new Notice(
                    kind(),
                    KEY + e.getKey(),
                    "No worker serves %s, so nothing goes on there. Start one; nothing is lost meanwhile."
                        .formatted(e.getKey()),
                    e.getValue()))
        .toList();
  }

  /** What was handed to the queue a moment ago says nothing yet. */
  @Override
  public Optional<String> over(Notice notice, List<Pending> pending, Instant now) {
    String cluster = notice.key().substring(KEY.length());
    var there = pending.stream().filter(one -> cluster(one).equals(Optional.of(cluster))).toList();
    if (there.isEmpty()) {
      return Optional.of("Nothing waits for a worker of %s any more.".formatted(cluster));
    }
    // What waits for its next attempt was taken by a worker before.
    return there.stream().anyMatch(one -> one.startedAt().isPresent() || one.backsOff(now))
        ? Optional.of("A worker serves %s again.".formatted(cluster))
        : Optional.empty();
  }

  private static Optional<String> cluster(Pending one) {
    return OperationIds.clusterOf(one.queue()).map(ClusterName::value);
  }
}
