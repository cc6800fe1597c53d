package dev.dre.sandbox.clusters;

import dev.dre.sandbox.clusters.controllers.Pace;
import dev.dre.sandbox.clusters.kubelet.ImageContents;
import dev.dre.servers.Folders;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster for the tests of one class, with a client that knows it only by its kubeconfig. */
final class TestCluster implements AfterAllCallback {
  static final String NAMESPACE = "dre-jobs";
  static final String IMAGE = "registry.example/dre/toolbox:1.0";

  private final Path state;
  private final LocalCluster cluster;
  private final KubernetesClient client;

  TestCluster() {
    try {
      state = Files.createTempDirectory("dre-cluster");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cluster = LocalCluster.start(options(state));
    client = connect(cluster);
    createNamespace(client);
  }

  static LocalClusterOptions options(Path state) {
    return options("cluster-a", state);
  }

  static LocalClusterOptions options(String name, Path state) {
    TestCertificate.copyTo(state);
    return LocalClusterOptions.of(name, state)
        .withImages(Map.of(IMAGE, ImageContents.ofThisMachine()))
        .withPace(Pace.quick());
  }

  static KubernetesClient connect(LocalCluster cluster) {
    var config = Config.fromKubeconfig(cluster.kubeconfig());
    config.setRequestRetryBackoffLimit(0);
    // A busy machine is not a broken cluster.
    config.setConnectionTimeout(60_000);
    config.setRequestTimeout(60_000);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    client.close();
    cluster.close();
    Folders.delete(state);
  }

  static void createNamespace(KubernetesClient client) {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  LocalCluster cluster() {
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  /** A Job as dre makes them, that runs a shell script. */
  static JobBuilder jobThatRuns(String name, String script) {
    return jobWithCommand(name, "sh", "-c", script);
  }

  static JobBuilder jobWithCommand(String name, String... command) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(1L)
        .addNewContainer()
        .withName("main")
        .withImage(IMAGE)
        .withCommand(command)
        .addNewEnv()
        .withName("DRE_RESULT")
        .withValue("/dev/termination-log")
        .endEnv()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  Job create(JobBuilder job) {
    return client.resource(job.build()).create();
  }

  Job run(String name, String script) {
    return create(jobThatRuns(name, script));
  }

  Job job(String name) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
  }

  List<Pod> podsOf(String job) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems();
  }

  Pod podOf(String job) {
    return podsOf(job).getFirst();
  }

  boolean hasEnded(String job) {
    return Optional.ofNullable(job(job)).stream()
        .flatMap(j -> j.getStatus().getConditions().stream())
        .anyMatch(c -> c.getType().equals("Complete") || c.getType().equals("Failed"));
  }

  Job awaitEnd(String job) {
    eventually().until(() -> hasEnded(job));
    return job(job);
  }

  Pod awaitPhase(String job, String phase) {
    eventually()
        .until(() -> podsOf(job).stream().anyMatch(p -> p.getStatus().getPhase().equals(phase)));
    return podOf(job);
  }

  /** Waits for the first output of a pod's process, and tells its id. */
  long awaitProcess(String job) {
    awaitPhase(job, "Running");
    eventually().until(() -> !log(job).isEmpty());
    try {
      return Long.parseLong(Files.readString(folderOf(job).resolve("pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a file in the home folder of a pod's process, which may wait for it. */
  void touch(String job, String file) {
    touch(inHome(job, file));
  }

  static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path inHome(String job, String file) {
    return folderOf(job).resolve("work").resolve(file);
  }

  private Path folderOf(String job) {
    return state.resolve("pods").resolve(podOf(job).getMetadata().getUid());
  }

  String log(String job) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(podOf(job).getMetadata().getName())
        .getLog();
  }

  static ConditionFactory eventually() {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(60));
  }
}
