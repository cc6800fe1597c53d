package dev.dre.worker.kubernetes;

/** The API server will never accept this Job as it is. The message says why, in its words. */
public final class JobRefused extends Exception {

  public JobRefused(String message) {
    super(message);
  }
}
