package dev.dre.bot.cards;

import dev.dre.bot.estimates.Past;
import dev.dre.operations.Operation;
import dev.dre.operations.client.PastOperations;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.temporal.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier operations took, as far as it has been read. Never waits: what is not there yet is
 * read beside the drawing, one after the other, and as long as Temporal does not list what has
 * ended nothing is known.
 */
final class Pasts {

  private static final Logger LOG = LoggerFactory.getLogger(Pasts.class);

  /** One run more or less changes little. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

  /** What nobody asks for any more is forgotten. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final PastOperations operations;
  private final Executor executor;
  private final Map<Whose, Read> read = new HashMap<>();
  private boolean reading;

  Pasts(PastOperations operations, Executor executor) {
    this.operations = operations;
    this.executor = executor;
  }

  /** {@code on} is empty for all datastores. */
  private record Whose(String runbook, Optional<DatastoreName> on) {}

  /**
   * What was found, and when it was looked for.
   *
   * @param at when it was found; before any time when it was not yet
   * @param tried when somebody last looked
   * @param asked when somebody last wanted to know
   */
  private record Read(List<OperationResult> results, Instant at, Instant tried, Instant asked) {

    static Read nothing(Instant asked) {
      return new Read(List.of(), Instant.MIN, Instant.MIN, asked);
    }

    /** What has ended before an operation began is known to it. */
    boolean isDue(Instant begun, Instant now) {
      boolean old = at.isBefore(begun) || at.isBefore(now.minus(FRESH));
      return old && tried.isBefore(now.minus(BETWEEN_TRIES));
    }

    Read askedAt(Instant now) {
      return new Read(results, at, tried, now);
    }

    Read triedAt(Instant now) {
      return new Read(results, at, now, asked);
    }

    Read found(List<OperationResult> now) {
      return new Read(now, tried, tried, asked);
    }
  }

  /** Before {@code operation}, as far as it is known now. */
  synchronized Past of(Operation operation, Instant now) {
    read.values().removeIf(known -> now.isAfter(known.asked().plus(KEPT)));
    Plan plan = operation.plan();
    var onDatastore = new Whose(plan.runbook(), Optional.of(plan.datastore().name()));
    return new Past(
        known(onDatastore, operation.startedAt(), now),
        known(new Whose(plan.runbook(), Optional.empty()), operation.startedAt(), now));
  }

  private List<OperationResult> known(Whose whose, Instant begun, Instant now) {
    Read known = read.getOrDefault(whose, Read.nothing(now)).askedAt(now);
    if (!reading && known.isDue(begun, now)) {
      reading = true;
      known = known.triedAt(now);
      executor.execute(() -> read(whose, now));
    }
    read.put(whose, known);
    return known.results();
  }

  private void read(Whose whose, Instant now) {
    Optional<List<OperationResult>> found = Optional.empty();
    try {
      found = Optional.of(operations.latest(whose.runbook(), whose.on()));
    } catch (RuntimeException e) {
      // Whatever it is: nothing but an estimate is missing.
      LOG.warn("past runs of {} cannot be read: {}", whose.runbook(), e.getMessage());
    } finally {
      keep(whose, found, now);
    }
  }

  private synchronized void keep(Whose whose, Optional<List<OperationResult>> found, Instant now) {
    reading = false;
    found.ifPresent(
        results ->
            read.compute(
                whose,
                (key, known) ->
                    (known == null ? Read.nothing(now).triedAt(now) : known).found(results)));
  }
}
