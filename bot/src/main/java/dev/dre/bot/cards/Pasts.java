package dev.dre.bot.cards;

import dev.dre.bot.estimates.Past;
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

  /** Operations take minutes to days; one more or less changes little. */
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

  private record Read(List<OperationResult> results, Instant notBefore, Instant asked) {

    Read askedAt(Instant now) {
      return new Read(results, notBefore, now);
    }
  }

  /** Before the plan's operation, as far as it is known now. */
  synchronized Past of(Plan plan, Instant now) {
    read.values().removeIf(known -> now.isAfter(known.asked().plus(KEPT)));
    return new Past(
        known(new Whose(plan.runbook(), Optional.of(plan.datastore().name())), now),
        known(new Whose(plan.runbook(), Optional.empty()), now));
  }

  private List<OperationResult> known(Whose whose, Instant now) {
    Read known = read.getOrDefault(whose, new Read(List.of(), Instant.MIN, now)).askedAt(now);
    read.put(whose, known);
    if (!reading && !now.isBefore(known.notBefore())) {
      reading = true;
      executor.execute(() -> read(whose, now));
    }
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
    Read before = read.getOrDefault(whose, new Read(List.of(), now, now));
    read.put(
        whose,
        found
            .map(results -> new Read(results, now.plus(FRESH), before.asked()))
            .orElseGet(() -> new Read(before.results(), now.plus(BETWEEN_TRIES), before.asked())));
  }
}
