package dev.dre.worker.kubernetes.real;

import static org.awaitility.Awaitility.await;

import dev.dre.config.Cluster;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.worker.kubernetes.ClusterGateway;
import dev.dre.worker.kubernetes.Following;
import dev.dre.worker.kubernetes.KubernetesClients;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One of the clusters that a test run was given ({@code ./dre test --clusters FILE}), with a
 * namespace of its own for Jobs, as strict as namespaces get.
 */
final class RealCluster implements AutoCloseable {

  static final String ACCOUNT = "dre-jobs";

  private static final Path KUBECONFIG = Path.of(given("DRE_TEST_KUBECONFIG"));

  /** Bash and the client programs of PostgreSQL; loaded into the clusters before. */
  static final String TOOLBOX = given("DRE_TEST_TOOLBOX_IMAGE");

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String context;
  private final String namespace = "dre-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient admin;
  private final ClusterGateway gateway;

  RealCluster(String context) {
    this.context = context;
    admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(context, KUBECONFIG.toFile()))
            .build();
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    gateway =
        KubernetesClients.gateway(
            new Cluster(
                context,
                namespace,
                ACCOUNT,
                Optional.of(new Cluster.Kubeconfig(KUBECONFIG, context))));
  }

  private static String given(String variable) {
    return Objects.requireNonNull(
        System.getenv(variable), variable + " is not set: ./dre test --clusters sets it");
  }

  KubernetesClient admin() {
    return admin;
  }

  ClusterGateway gateway() {
    return gateway;
  }

  String namespace() {
    return namespace;
  }

  /** A Job that runs {@code script} in bash; each has a name of its own. */
  JobRequest bash(String script) {
    return request(job("bash", "-c", script));
  }

  PlannedJob job(String... command) {
    return job(Optional.empty(), command);
  }

  PlannedJob job(Optional<String> memory, String... command) {
    return new PlannedJob(
        new ClusterName(context),
        namespace,
        ACCOUNT,
        TOOLBOX,
        List.of(command),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        memory,
        Duration.ofMinutes(5),
        Optional.empty());
  }

  static JobRequest request(PlannedJob job) {
    String name = "dre-test-" + UUID.randomUUID().toString().substring(0, 12);
    return new JobRequest(
        name,
        name,
        new OperationId("test-db-42-k7f3"),
        new DatastoreName("db-42"),
        job,
        "step",
        new TreeMap<>(Map.of("DRE_OPERATION", "test-db-42-k7f3")));
  }

  JobOutcome ends(JobRequest request) throws Exception {
    return ends(gateway.submit(request));
  }

  /** Follows it to its end. */
  JobOutcome ends(SubmittedJob job) {
    var following = new Following(gateway, job);
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(following::look, Optional::isPresent)
        .orElseThrow();
  }

  /** Follows it until it says something that contains {@code words}. */
  JobProgress says(SubmittedJob job, String words) {
    var following = new Following(gateway, job);
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              following.look();
              return following.progress();
            },
            progress -> progress.message().contains(words));
  }

  @Override
  public void close() {
    gateway.close();
    admin.namespaces().withName(namespace).delete();
    admin.close();
  }
}
