package dev.dre.operations.temporal;

/**
 * What a running Job last said. Travels as heartbeat details, so it costs no history.
 *
 * @param fraction from 0 to 1; below 0 when the Job does not say
 * @param message for people; empty when the Job says nothing
 */
public record JobProgress(double fraction, String message) {

  public static final JobProgress NONE = new JobProgress(-1, "");
}
