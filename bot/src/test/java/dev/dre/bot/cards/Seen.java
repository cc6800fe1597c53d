package dev.dre.bot.cards;

import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.OperationIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Activities as Temporal describes them. */
final class Seen {

  static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private Seen() {}

  /** Handed to the queue at noon, and taken by nobody. */
  static Pending waiting(String type, String cluster, int attempt) {
    return job(type, cluster, attempt, NOON, Optional.empty());
  }

  /** Taken by a worker at noon. */
  static Pending started(String type, String cluster, int attempt) {
    return job(type, cluster, attempt, NOON, Optional.of(NOON));
  }

  /** Has failed; it is handed to the queue again 20 seconds after {@code now}. */
  static Pending backingOff(String type, String cluster, int attempt, Instant now) {
    return job(type, cluster, attempt, now.plusSeconds(20), Optional.empty());
  }

  static Pending delivery(String sink, int attempt, Instant now) {
    return new Pending(
        "delivery-1",
        Pending.DELIVERY,
        OperationIds.BOT_QUEUE,
        attempt,
        now.plusSeconds(20),
        Optional.empty(),
        "the pager does not answer: HTTP 500",
        sink,
        Optional.empty(),
        Optional.empty());
  }

  /** Follows a Job that has said this since then. */
  static Pending following(JobProgress progress) {
    var plain = started("followJob", "cluster-b", 1);
    return new Pending(
        plain.id(),
        plain.type(),
        plain.queue(),
        plain.attempt(),
        plain.scheduledAt(),
        plain.startedAt(),
        "",
        "",
        Optional.of(progress),
        Optional.empty());
  }

  static Instant after(Duration time) {
    return NOON.plus(time);
  }

  private static Pending job(
      String type, String cluster, int attempt, Instant scheduledAt, Optional<Instant> startedAt) {
    return new Pending(
        "activity-1",
        type,
        OperationIds.clusterQueue(new ClusterName(cluster)),
        attempt,
        scheduledAt,
        startedAt,
        attempt > 1 ? "no route to\n  host." : "",
        "",
        Optional.empty(),
        Optional.empty());
  }
}
