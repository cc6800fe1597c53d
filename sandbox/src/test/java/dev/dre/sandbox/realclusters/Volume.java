package dev.dre.sandbox.realclusters;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * A volume for one claim. A cluster with a default storage class makes it; in another it is a
 * folder of the first node, which is removed in the end.
 */
final class Volume implements AutoCloseable {

  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RealCluster cluster;
  private final String image;
  private final String namespace;
  private final String claim;
  private final String folder;
  private final boolean made;

  private Volume(RealCluster cluster, String image, String namespace, String claim, boolean made) {
    this.cluster = cluster;
    this.image = image;
    this.namespace = namespace;
    this.claim = claim;
    this.made = made;
    folder = "%s-%s".formatted(cluster.namespace(), UUID.randomUUID().toString().substring(0, 8));
    if (made) {
      makeFolder();
    }
  }

  /**
   * @param image one with bash, which prepares the folder
   * @param claim which is made by somebody, in {@code namespace}
   */
  Volume(RealCluster cluster, String image, String namespace, String claim) {
    this(cluster, image, namespace, claim, !hasDefaultClass(cluster));
  }

  /** A folder of the first node, whatever storage classes there are: nothing makes it larger. */
  static Volume ofTheNode(RealCluster cluster, String image, String namespace, String claim) {
    return new Volume(cluster, image, namespace, claim, true);
  }

  private static boolean hasDefaultClass(RealCluster cluster) {
    return cluster.admin().storage().v1().storageClasses().list().getItems().stream()
        .map(c -> c.getMetadata().getAnnotations())
        .anyMatch(a -> a != null && Objects.equals(a.get(DEFAULT), "true"));
  }

  /** Makes the claim, and waits until it is bound where its volume is there already. */
  Volume claimed() {
    create(
        """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"%s"},"spec":{%s
         "accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"""
            .formatted(claim, made ? "\"storageClassName\":\"\"," : ""),
        PersistentVolumeClaim.class,
        namespace);
    if (made) {
      // The cluster binds what nobody uses yet when it comes round to it, up to 15 s later.
      await().atMost(PATIENCE).until(this::phase, "Bound"::equals);
    }
    return this;
  }

  private String phase() {
    var there =
        cluster.admin().persistentVolumeClaims().inNamespace(namespace).withName(claim).require();
    return there.getStatus().getPhase();
  }

  private void makeFolder() {
    cluster
        .admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(folder).endMetadata().build())
        .create();
    // Kubernetes does not give a folder of the node to the group of the pods.
    onNode("make", "mkdir -p /node/%1$s && chmod 0777 /node/%1$s".formatted(folder));
    create(
        """
        {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"%1$s"},"spec":{
         "storageClassName":"","accessModes":["ReadWriteOnce"],"capacity":{"storage":"1Gi"},
         "persistentVolumeReclaimPolicy":"Retain","hostPath":{"path":"/var/tmp/%1$s","type":"Directory"},
         "claimRef":{"namespace":"%2$s","name":"%3$s"}}}"""
            .formatted(folder, namespace, claim),
        PersistentVolume.class,
        "");
  }

  /** Runs a command on the node, as its root. */
  private void onNode(String name, String command) {
    create(
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},"spec":{
         "restartPolicy":"Never","automountServiceAccountToken":false,
         "containers":[{"name":"bash","image":"%s","command":["bash","-c","%s"],
          "securityContext":{"runAsUser":0},"volumeMounts":[{"name":"node","mountPath":"/node"}]}],
         "volumes":[{"name":"node","hostPath":{"path":"/var/tmp"}}]}}"""
            .formatted(name, image, command),
        Pod.class,
        folder);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster
                    .admin()
                    .pods()
                    .inNamespace(folder)
                    .withName(name)
                    .get()
                    .getStatus()
                    .getPhase(),
            "Succeeded"::equals);
  }

  private <T extends HasMetadata> void create(String json, Class<T> type, String namespace) {
    var resource =
        cluster
            .admin()
            .resource(cluster.admin().getKubernetesSerialization().unmarshal(json, type));
    (namespace.isEmpty() ? resource : resource.inNamespace(namespace)).create();
  }

  @Override
  public void close() {
    if (made) {
      onNode("remove", "rm -rf /node/" + folder);
      cluster.admin().persistentVolumes().withName(folder).delete();
      cluster.admin().namespaces().withName(folder).delete();
    }
  }
}
