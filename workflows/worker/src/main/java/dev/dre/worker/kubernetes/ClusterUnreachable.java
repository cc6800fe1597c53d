package dev.dre.worker.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server did not answer, or answered that it cannot now. Trying again is right. */
public final class ClusterUnreachable extends RuntimeException {

  /** What the client says, in words. */
  public static ClusterUnreachable of(KubernetesClientException e) {
    // Without an answer the client says only what it wanted to do; its cause says what happened.
    Throwable said = e;
    while (e.getCode() <= 0 && said.getCause() != null) {
      said = said.getCause();
    }
    // The client's own message repeats the whole answer.
    String words =
        e.getStatus() == null || e.getStatus().getMessage() == null
            ? said.getMessage()
            : e.getStatus().getMessage();
    return new ClusterUnreachable("the cluster does not answer: " + words, e);
  }

  public ClusterUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
