package dev.dre.operations.client.history;

import dev.dre.operations.client.TemporalSilent;

/** What operations have done, event by event. */
public interface OperationHistories {

  /** What came of a search. */
  sealed interface Answer {
    record Found(HistoryPage page) implements Answer {}

    /** There is no operation {@code name}, nor one on a datastore of that name. */
    record NoOperation(String name) implements Answer {}

    /** There is no such step or place. Says what there is. */
    record Refused(String why) implements Answer {}
  }

  /**
   * Reads as little as it takes to fill the page.
   *
   * @throws TemporalSilent when nobody answers in time
   */
  Answer search(HistorySearch search);
}
