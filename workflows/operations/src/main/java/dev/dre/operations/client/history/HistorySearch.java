package dev.dre.operations.client.history;

import java.util.Optional;

/**
 * What somebody looks for.
 *
 * @param operation its id, or a datastore: then the latest on it; empty: in all operations
 * @param runbook only operations of that runbook; empty: of any
 * @param team only operations on datastores of that team; empty: of any
 * @param from where the page is; empty: the first
 * @param limit at most so many entries, beside half as many of what is in flight now
 */
public record HistorySearch(
    String operation,
    String runbook,
    String team,
    HistoryFilter filter,
    Optional<From> from,
    int limit) {

  /** Where a page is. */
  public record From(Position position, Direction direction) {}

  /** On which side of its position a page is. */
  public enum Direction {
    OLDER,
    NEWER
  }

  /** The same, on pages of at most {@code most}. */
  public HistorySearch atMost(int most) {
    return new HistorySearch(operation, runbook, team, filter, from, Math.min(limit, most));
  }

  /** What is in flight comes beside {@code limit}, but does not crowd out what has happened. */
  int mostPending() {
    return filter.onlyPending() ? limit : Math.ceilDiv(limit, 2);
  }

  public boolean inAll() {
    return operation.isEmpty();
  }
}
