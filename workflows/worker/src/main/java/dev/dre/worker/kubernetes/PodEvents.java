package dev.dre.worker.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;

/** What events say of pods that are not there. */
public final class PodEvents {

  private PodEvents() {}

  /**
   * Why the object {@code uid} gets no pod: quota, Pod Security and missing ServiceAccounts show
   * only in its events. Empty when they say nothing.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException as the client does
   */
  public static String whyNone(KubernetesClient client, String namespace, String uid) {
    return client
        .v1()
        .events()
        .inNamespace(namespace)
        .withField("involvedObject.uid", uid)
        .list()
        .getItems()
        .stream()
        .filter(e -> "FailedCreate".equals(e.getReason()))
        .map(e -> String.valueOf(e.getMessage()))
        .reduce("", (earlier, later) -> later);
  }
}
