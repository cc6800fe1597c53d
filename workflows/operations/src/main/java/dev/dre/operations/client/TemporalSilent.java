package dev.dre.operations.client;

/**
 * Temporal, or the worker that has to answer, did not answer in time. Nothing is known to be lost
 * or done.
 */
public final class TemporalSilent extends RuntimeException {

  public TemporalSilent(String message, Throwable cause) {
    super(message, cause);
  }
}
