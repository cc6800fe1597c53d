package dev.dre.operations.client.history;

import dev.dre.operations.client.history.HistorySearch.From;
import dev.dre.operations.id.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page being filled, from its newest entry to its oldest. */
final class Finding {

  private final HistorySearch search;
  private final Optional<From> from;
  private final List<HistoryEntry> pending = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int morePending;
  private Optional<Position> stopped = Optional.empty();

  Finding(HistorySearch search, Optional<From> from) {
    this.search = search;
    this.from = from;
  }

  HistorySearch search() {
    return search;
  }

  /** One more was found than the page holds, so it is known that there are more. */
  boolean isFull() {
    return hits.size() > search.limit();
  }

  /**
   * Takes what fits.
   *
   * @param entries of {@code chunk}, the newest first
   * @param withPending whether {@code entries} begin with the newest
   */
  void add(Chunk chunk, List<HistoryEntry> entries, boolean withPending) {
    if (withPending) {
      chunk.pending().stream().filter(search.filter()::matches).forEach(this::addPending);
    }
    notes.addAll(chunk.notes());
    for (HistoryEntry entry : entries) {
      if (isFull()) {
        return;
      }
      if (search.filter().matches(entry)) {
        hits.add(new Hit(chunk, entry));
      }
    }
  }

  private void addPending(HistoryEntry entry) {
    if (pending.size() < search.mostPending()) {
      pending.add(entry);
    } else {
      morePending++;
    }
  }

  void stopsBefore(OperationId operation, int looked) {
    stopped = Optional.of(Position.before(operation));
    notes.add("%d operations were looked at; the next page goes on.".formatted(looked));
  }

  HistoryPage page() {
    var shown = isFull() ? hits.subList(0, search.limit()) : hits;
    var entries = new ArrayList<>(pending);
    shown.forEach(hit -> entries.add(hit.entry()));
    if (morePending > 0) {
      notes.add("%d more are in flight: --event Pending shows these alone.".formatted(morePending));
    }
    return new HistoryPage(
        entries,
        from.map(f -> shown.isEmpty() ? f.position() : shown.getFirst().position()),
        isFull() ? Optional.of(shown.getLast().position()) : stopped,
        notes);
  }
}
