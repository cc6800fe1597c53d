package dev.dre.worker.kubernetes;

/** The API server did not answer, or answered that it cannot now. Trying again is right. */
public final class ClusterUnreachable extends RuntimeException {

  public ClusterUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
