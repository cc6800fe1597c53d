package dev.dre.operations.client.history;

import java.util.List;
import java.util.Optional;

/**
 * What a search has found.
 *
 * @param entries the newest first, what is in flight now before all; of several operations, one
 *     after the other
 * @param newer where the page before this one is; empty on the first
 * @param older where the next page begins; empty when there is nothing more
 * @param notes what was not read, and why; one sentence each
 */
public record HistoryPage(
    List<HistoryEntry> entries,
    Optional<Position> newer,
    Optional<Position> older,
    List<String> notes) {

  public HistoryPage {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }
}
