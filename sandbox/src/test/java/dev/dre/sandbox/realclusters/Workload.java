package dev.dre.sandbox.realclusters;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The StatefulSet that the placement of db-42 names, in the namespace where the worker may change
 * objects. Its pods only sleep, and are ready two seconds after they have begun.
 */
final class Workload {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RealCluster cluster;

  /** Makes it, and waits until all its pods are ready. */
  Workload(RealCluster cluster, String image, int replicas) {
    this.cluster = cluster;
    String set =
        """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"%1$s"},"spec":{
         "serviceName":"%1$s","replicas":%2$d,"selector":{"matchLabels":{"app":"%1$s"}},
         "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{
          "terminationGracePeriodSeconds":1,"automountServiceAccountToken":false,
          "securityContext":{"runAsNonRoot":true,"runAsUser":1000,"seccompProfile":{"type":"RuntimeDefault"}},
          "containers":[{"name":"db","image":"%3$s",
           "command":["bash","-c","trap 'exit 0' TERM; while :; do sleep 0.2; done"],
           "readinessProbe":{"exec":{"command":["bash","-c","true"]},"initialDelaySeconds":2,"periodSeconds":1},
           "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}}}"""
            .formatted(RealSandbox.SERVER, replicas, image);
    cluster
        .admin()
        .resource(cluster.admin().getKubernetesSerialization().unmarshal(set, StatefulSet.class))
        .inNamespace(cluster.databases())
        .create();
    await().atMost(PATIENCE).until(() -> ready() == replicas);
  }

  private RollableScalableResource<StatefulSet> resource() {
    return cluster
        .admin()
        .apps()
        .statefulSets()
        .inNamespace(cluster.databases())
        .withName(RealSandbox.SERVER);
  }

  /** As it is now. */
  StatefulSet set() {
    return Objects.requireNonNull(resource().get(), "the StatefulSet is gone");
  }

  /** How many pods are to be there. */
  int replicas() {
    return set().getSpec().getReplicas();
  }

  /** How many pods are there and ready, by its own word. */
  int ready() {
    var status = set().getStatus();
    Integer ready = status == null ? null : status.getReadyReplicas();
    return ready == null ? 0 : ready;
  }

  /** Somebody else changes how many pods there are to be; returns when that has come through. */
  void scaledBySomebodyElse(int replicas) {
    // Without a lock on the version: the cluster may write the status at this moment.
    resource()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
    await().atMost(PATIENCE).until(() -> ready() == replicas && pods().size() == replicas);
  }

  /** By their names, so the first to be made comes first. */
  List<Pod> pods() {
    return cluster
        .admin()
        .pods()
        .inNamespace(cluster.databases())
        .withLabel("app", RealSandbox.SERVER)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  /** Of its pods; a pod that was made anew has another. */
  List<String> uids() {
    return pods().stream().map(pod -> pod.getMetadata().getUid()).toList();
  }

  /** When it was made, to the second. */
  static Instant made(Pod pod) {
    return Instant.parse(pod.getMetadata().getCreationTimestamp());
  }

  /** Since when it is ready, to the second. */
  static Instant readySince(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(c -> c.getType().equals("Ready") && c.getStatus().equals("True"))
        .map(c -> Instant.parse(c.getLastTransitionTime()))
        .findFirst()
        .orElseThrow();
  }
}
