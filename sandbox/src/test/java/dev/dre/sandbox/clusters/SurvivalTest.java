package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.TestCluster.NAMESPACE;
import static dev.dre.sandbox.clusters.TestCluster.eventually;
import static dev.dre.sandbox.clusters.TestCluster.jobThatRuns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// The tests mostly wait, each for its own cluster.
@Execution(ExecutionMode.CONCURRENT)
class SurvivalTest {
  private static final String UNTIL_TOLD =
      "echo begun; while [ ! -e \"$HOME/go\" ]; do sleep 0.05; done; echo done";

  @TempDir Path folder;

  @Test
  void whatIsStoredAndWhatRunsSurvivesAKillOfTheSandbox() throws Exception {
    var kubeconfig = folder.resolve("kubeconfig");
    var sandbox = ClusterProcess.start(state(), kubeconfig);
    long process;
    try {
      eventually().until(() -> Files.exists(kubeconfig));
      try (var client = connect(kubeconfig)) {
        TestCluster.createNamespace(client);
        client
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName("kept")
                    .withNamespace(NAMESPACE)
                    .endMetadata()
                    .build())
            .create();
        process = runUntilToldSo(client, "goes-on");
      }
    } finally {
      sandbox.destroyForcibly().waitFor();
    }
    assertThat(isAlive(process)).isTrue();

    try (var cluster = LocalCluster.start(TestCluster.options(state()));
        var client = TestCluster.connect(cluster)) {
      assertThat(client.secrets().inNamespace(NAMESPACE).withName("kept").get()).isNotNull();
      Files.createFile(podFolder(client, "goes-on").resolve("work/go"));
      eventually()
          .until(
              () -> Integer.valueOf(1).equals(job(client, "goes-on").getStatus().getSucceeded()));
      assertThat(log(client, "goes-on")).isEqualTo("begun\ndone\n");
      assertThat(client.pods().inNamespace(NAMESPACE).list().getItems()).hasSize(1);
    }
  }

  @Test
  void aProcessThatEndedWhileNobodyLookedIsFoundToHaveEnded() throws Exception {
    var options = TestCluster.options(state()).keepingProcesses();
    Path pod;
    long process;
    try (var cluster = LocalCluster.start(options);
        var client = TestCluster.connect(cluster)) {
      TestCluster.createNamespace(client);
      process = runUntilToldSo(client, "unwatched");
      pod = podFolder(client, "unwatched");
    }
    assertThat(isAlive(process)).isTrue();
    Files.createFile(pod.resolve("work/go"));
    eventually().until(() -> Files.exists(pod.resolve("exit")));

    try (var cluster = LocalCluster.start(options);
        var client = TestCluster.connect(cluster)) {
      eventually()
          .until(
              () -> Integer.valueOf(1).equals(job(client, "unwatched").getStatus().getSucceeded()));
    }
  }

  @Test
  void aProcessThatVanishedFailsItsPodAndSaysSo() throws Exception {
    var options = TestCluster.options(state()).keepingProcesses();
    Path pod;
    long process;
    try (var cluster = LocalCluster.start(options);
        var client = TestCluster.connect(cluster)) {
      TestCluster.createNamespace(client);
      process = runUntilToldSo(client, "vanishes");
      pod = podFolder(client, "vanishes");
    }
    long wrapper = Long.parseLong(Files.readString(pod.resolve("wrapper")).split(" ", -1)[0]);
    ProcessHandle.of(wrapper).orElseThrow().destroyForcibly();
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    eventually().until(() -> !isAlive(process) && !isAlive(wrapper));

    try (var cluster = LocalCluster.start(options);
        var client = TestCluster.connect(cluster)) {
      eventually().until(() -> pod(client, "vanishes").getStatus().getPhase().equals("Failed"));
      var ended =
          pod(client, "vanishes")
              .getStatus()
              .getContainerStatuses()
              .getFirst()
              .getState()
              .getTerminated();
      assertThat(ended.getReason()).isEqualTo("ContainerStatusUnknown");
      assertThat(ended.getMessage()).contains("left no exit code");
      eventually()
          .until(() -> Integer.valueOf(1).equals(job(client, "vanishes").getStatus().getFailed()));
    }
  }

  @Test
  void aClosedClusterEndsItsProcessesAsANodeDoesThatIsShutDown() throws Exception {
    var options = TestCluster.options(state());
    long process;
    try (var cluster = LocalCluster.start(options);
        var client = TestCluster.connect(cluster)) {
      TestCluster.createNamespace(client);
      process = runUntilToldSo(client, "ended");
    }
    assertThat(isAlive(process)).isFalse();

    try (var cluster = LocalCluster.start(options);
        var client = TestCluster.connect(cluster)) {
      eventually()
          .until(() -> Integer.valueOf(1).equals(job(client, "ended").getStatus().getFailed()));
      assertThat(pod(client, "ended").getStatus().getMessage()).contains("node shutdown");
    }
  }

  @Test
  void twoClustersDoNotShareAStateFolder() {
    try (var cluster = LocalCluster.start(TestCluster.options(state()))) {
      assertThatThrownBy(() -> LocalCluster.start(TestCluster.options(state())))
          .hasMessageContaining("is in use by another sandbox");
      assertThat(cluster.url()).startsWith("https://127.0.0.1:");
    }
  }

  @Test
  void aPortThatIsTakenIsNamedAndTheStateFolderIsFreeAgain() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> LocalCluster.start(TestCluster.options(state()).withPort(taken.getLocalPort())))
          .hasMessageContaining("cannot listen on port " + taken.getLocalPort());
    }
    try (var cluster = LocalCluster.start(TestCluster.options(state()))) {
      assertThat(cluster.url()).startsWith("https://127.0.0.1:");
    }
  }

  @Test
  void aMergedKubeconfigHasAContextForEachClusterAndIsReadByItsOwnerOnly() throws Exception {
    var file = folder.resolve("kubeconfig");
    try (var a = LocalCluster.start(TestCluster.options(folder.resolve("a")));
        var b = LocalCluster.start(TestCluster.options("cluster-b", folder.resolve("b")))) {
      Kubeconfig.write(file, java.util.List.of(a, b));

      assertThat(Config.fromKubeconfig("cluster-a", file.toFile()).getMasterUrl())
          .startsWith(a.url());
      var config = Config.fromKubeconfig("cluster-b", file.toFile());
      assertThat(config.getCurrentContext().getName()).isEqualTo("cluster-b");
      try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
        assertThat(client.getMasterUrl().toString()).startsWith(b.url());
        assertThat(client.namespaces().withName("default").get()).isNotNull();
      }
    }
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private Path state() {
    return folder.resolve("state");
  }

  private Path podFolder(KubernetesClient client, String job) {
    return state().resolve("pods").resolve(pod(client, job).getMetadata().getUid());
  }

  private long runUntilToldSo(KubernetesClient client, String job) throws java.io.IOException {
    client.resource(jobThatRuns(job, UNTIL_TOLD).build()).create();
    eventually()
        .until(
            () ->
                client.pods().inNamespace(NAMESPACE).list().getItems().stream()
                    .anyMatch(p -> p.getStatus().getPhase().equals("Running")));
    eventually().until(() -> log(client, job).equals("begun\n"));
    return Long.parseLong(Files.readString(podFolder(client, job).resolve("pid")).strip());
  }

  private static KubernetesClient connect(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  private static Job job(KubernetesClient client, String name) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
  }

  private static Pod pod(KubernetesClient client, String job) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("job-name", job)
        .list()
        .getItems()
        .getFirst();
  }

  private static String log(KubernetesClient client, String job) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(pod(client, job).getMetadata().getName())
        .getLog();
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
  }
}
