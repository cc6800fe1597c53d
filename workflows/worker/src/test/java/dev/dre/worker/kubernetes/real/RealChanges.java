package dev.dre.worker.kubernetes.real;

import static org.awaitility.Awaitility.await;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Kind;
import dev.dre.operations.temporal.ChangeActivities;
import dev.dre.operations.temporal.ChangeOutcome;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.operations.temporal.ChangeVerdict;
import dev.dre.operations.temporal.ChangeView;
import dev.dre.worker.kubernetes.changes.ChangeActivitiesImpl;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** Changes in a {@link RealCluster}, by the activities that a worker serves. */
final class RealChanges implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RealCluster cluster;
  private final Queue<String> owned = new ConcurrentLinkedQueue<>();

  RealChanges(RealCluster cluster) {
    this.cluster = cluster;
  }

  /** In an environment of its own: one runs its activities one after the other. */
  private <T> T by(Function<ChangeActivities, T> call) {
    var environment = TestActivityEnvironment.newInstance();
    try {
      environment.registerActivitiesImplementations(
          new ChangeActivitiesImpl(
              cluster.gateway()::objects, InstantSource.system(), Duration.ofMillis(250)));
      return call.apply(
          environment.newActivityStub(
              ChangeActivities.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(20))
                  .setHeartbeatTimeout(Duration.ofMinutes(5))
                  .build()));
    } finally {
      environment.close();
    }
  }

  ChangeView look(ChangeRequest request) {
    return by(activities -> activities.lookAtChange(request));
  }

  ChangeOutcome make(ChangeRequest request) {
    return by(activities -> activities.makeChange(request));
  }

  ChangeVerdict verify(ChangeRequest request) {
    return by(activities -> activities.verifyChange(request));
  }

  ChangeOutcome undo(ChangeRequest request) {
    return by(activities -> activities.undoChange(request));
  }

  /** By a step of its own, each. */
  ChangeRequest request(Kind kind, String of, String name, String content) {
    return new ChangeRequest(
        new PlannedChange(
            new ClusterName("cluster-a"),
            cluster.namespace(),
            kind,
            List.of(new PlannedChange.Target(of, name, content)),
            "",
            Duration.ofMinutes(5)),
        new OperationId("scale-db-42-k7f3"),
        new DatastoreName("db-42"),
        "scale-db-42-k7f3/" + UUID.randomUUID(),
        "a-job",
        Optional.empty(),
        Optional.empty());
  }

  ChangeRequest scale(String name, int replicas) {
    return request(
        Kind.SCALE, "StatefulSet", name, "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
  }

  ChangeRequest apply(String name, String data) {
    return request(Kind.APPLY, "ConfigMap", name, configMap(name, data));
  }

  private static String configMap(String name, String data) {
    return """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":%s}"""
        .formatted(name, data);
  }

  static String image(String image) {
    return pod("{\"name\":\"db\",\"image\":\"%s\"}".formatted(image));
  }

  static String pod(String container) {
    return "{\"spec\":{\"template\":{\"spec\":{\"containers\":[%s]}}}}".formatted(container);
  }

  static ChangeRequest approved(ChangeRequest request, ChangeView seen) {
    return with(
        request,
        request.change(),
        Optional.of(seen.reading().getOrDefault(PlannedChange.AS_OF, "")),
        Optional.empty());
  }

  ChangeRequest byHandSince(ChangeRequest request, Instant since) {
    return with(request, request.change(), Optional.empty(), Optional.of(since));
  }

  ChangeRequest managedByHelm(ChangeRequest request) {
    var change = request.change();
    return with(
        request,
        new PlannedChange(
            change.cluster(),
            change.namespace(),
            change.change(),
            change.objects(),
            "helm",
            change.timeout()),
        Optional.empty(),
        Optional.empty());
  }

  ChangeRequest within(Duration timeout, ChangeRequest request) {
    var change = request.change();
    return with(
        request,
        new PlannedChange(
            change.cluster(), change.namespace(), change.change(), change.objects(), "", timeout),
        Optional.empty(),
        Optional.empty());
  }

  private static ChangeRequest with(
      ChangeRequest request,
      PlannedChange change,
      Optional<String> approved,
      Optional<Instant> since) {
    return new ChangeRequest(
        change,
        request.operation(),
        request.datastore(),
        request.requestId(),
        request.job(),
        approved,
        since);
  }

  /** A StatefulSet with so many pods, ready. */
  void runs(String name, int replicas) {
    create(workload("StatefulSet", name, replicas), StatefulSet.class);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var status = statefulSet(name).getStatus();
              Integer ready = status == null ? null : status.getReadyReplicas();
              return (ready == null ? 0 : ready) == replicas
                  && status != null
                  && status.getObservedGeneration() != null;
            });
  }

  void deploys(String name, int replicas) {
    create(workload("Deployment", name, replicas), Deployment.class);
  }

  String deploymentOf(String name) {
    return workload("Deployment", name, 1);
  }

  Deployment deployment(String name) {
    return cluster
        .admin()
        .apps()
        .deployments()
        .inNamespace(cluster.namespace())
        .withName(name)
        .require();
  }

  /** The same by an operation on another datastore. */
  ChangeRequest ofAnother(ChangeRequest request) {
    return new ChangeRequest(
        request.change(),
        new OperationId("scale-db-43-k7f3"),
        new DatastoreName("db-43"),
        request.requestId(),
        request.job(),
        request.approved(),
        request.since());
  }

  private static String podOf(String name) {
    return """
        {"metadata":{"labels":{"app":"%s"}},"spec":{"terminationGracePeriodSeconds":1,
         "securityContext":{"runAsNonRoot":true,"runAsUser":1000,"seccompProfile":{"type":"RuntimeDefault"}},
         "containers":[{"name":"db","image":"%s","command":["bash","-c","trap 'exit 0' TERM; while :; do sleep 0.2; done"],
          "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}"""
        .formatted(name, RealCluster.TOOLBOX);
  }

  private static String workload(String kind, String name, int replicas) {
    String service = kind.equals("StatefulSet") ? "\"serviceName\":\"%s\",".formatted(name) : "";
    return """
        {"apiVersion":"apps/v1","kind":"%s","metadata":{"name":"%s"},"spec":{%s"replicas":%d,
         "selector":{"matchLabels":{"app":"%s"}},"template":%s}}"""
        .formatted(kind, name, service, replicas, name, podOf(name));
  }

  ChangeRequest resize(String name, String size) {
    return request(
        Kind.RESIZE,
        "PersistentVolumeClaim",
        name,
        "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}}".formatted(size));
  }

  /** A claim bound to a volume of a storage class of its own. */
  void volume(String claim, String size, boolean grows) {
    String name = cluster.namespace() + "-" + claim;
    create(
        """
        {"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"%s"},
         "provisioner":"kubernetes.io/no-provisioner","allowVolumeExpansion":%s}"""
            .formatted(name, grows),
        StorageClass.class);
    create(
        """
        {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"%s"},"spec":{
         "storageClassName":"%s","accessModes":["ReadWriteOnce"],"capacity":{"storage":"%s"},
         "hostPath":{"path":"/tmp/%s"},"claimRef":{"namespace":"%s","name":"%s"}}}"""
            .formatted(name, name, size, name, cluster.namespace(), claim),
        PersistentVolume.class);
    create(
        """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"%s"},"spec":{
         "storageClassName":"%s","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"%s"}}}}"""
            .formatted(claim, name, size),
        PersistentVolumeClaim.class);
    await()
        .atMost(PATIENCE)
        .until(() -> claim(claim).get().getStatus().getCapacity().containsKey("storage"));
    owned.add(name);
  }

  private Resource<PersistentVolumeClaim> claim(String name) {
    return cluster.admin().persistentVolumeClaims().inNamespace(cluster.namespace()).withName(name);
  }

  /** Plays the driver, which these clusters have none of, once it is asked for. */
  void growsLater(String name, String size) {
    var driver =
        new Thread(
            () -> {
              await()
                  .atMost(PATIENCE)
                  .until(
                      () ->
                          claim(name)
                              .get()
                              .getSpec()
                              .getResources()
                              .getRequests()
                              .get("storage")
                              .toString(),
                      size::equals);
              claim(name)
                  .editStatus(
                      claim -> {
                        claim.getStatus().setCapacity(Map.of("storage", new Quantity(size)));
                        return claim;
                      });
            });
    driver.setDaemon(true);
    driver.start();
  }

  private <T extends io.fabric8.kubernetes.api.model.HasMetadata> void create(
      String json, Class<T> type) {
    var object = cluster.admin().getKubernetesSerialization().unmarshal(json, type);
    boolean inNamespace = object instanceof Namespaced;
    var resource = cluster.admin().resource(object);
    (inNamespace ? resource.inNamespace(cluster.namespace()) : resource).create();
  }

  void appliedBy(String manager, String name, String data) {
    var object =
        cluster
            .admin()
            .getKubernetesSerialization()
            .unmarshal(configMap(name, data), ConfigMap.class);
    cluster
        .admin()
        .resource(object)
        .inNamespace(cluster.namespace())
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build());
  }

  private Resource<StatefulSet> resource(String name) {
    return cluster.admin().apps().statefulSets().inNamespace(cluster.namespace()).withName(name);
  }

  StatefulSet statefulSet(String name) {
    return resource(name).get();
  }

  String imageOf(String name) {
    return statefulSet(name)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getImage();
  }

  String podUid(String name) {
    return cluster
        .admin()
        .pods()
        .inNamespace(cluster.namespace())
        .withName(name)
        .get()
        .getMetadata()
        .getUid();
  }

  /** What somebody else does: again if the cluster wrote the object's status in between. */
  void edit(String name, Consumer<StatefulSet> change) {
    await()
        .ignoreExceptionsMatching(RealChanges::isConflict)
        .untilAsserted(() -> resource(name).accept(change));
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof KubernetesClientException refused && refused.getCode() == 409;
  }

  Map<String, String> data(String name) {
    return cluster
        .admin()
        .configMaps()
        .inNamespace(cluster.namespace())
        .withName(name)
        .get()
        .getData();
  }

  boolean exists(String name) {
    return cluster.admin().configMaps().inNamespace(cluster.namespace()).withName(name).get()
        != null;
  }

  @Override
  public void close() {
    owned.forEach(
        name -> {
          cluster.admin().persistentVolumes().withName(name).delete();
          cluster.admin().storage().v1().storageClasses().withName(name).delete();
        });
  }
}
