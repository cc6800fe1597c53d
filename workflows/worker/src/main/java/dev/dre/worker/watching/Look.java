package dev.dre.worker.watching;

import dev.dre.operations.watching.Reading;

/** Looks at the world once. */
public interface Look {

  /**
   * The look {@code count}, from 1. A count comes twice when the worker of its first time was lost.
   *
   * @param beat to be run at least every few seconds; throws when nobody wants the look any more
   */
  Reading at(int count, Runnable beat);
}
