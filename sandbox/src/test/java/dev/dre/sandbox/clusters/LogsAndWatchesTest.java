package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.TestCluster.NAMESPACE;
import static dev.dre.sandbox.clusters.TestCluster.eventually;
import static dev.dre.sandbox.clusters.TestCluster.jobThatRuns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// The tests share a cluster as people do, and mostly wait.
@Execution(ExecutionMode.CONCURRENT)
class LogsAndWatchesTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @Test
  void aLogIsCutAsAsked() {
    CLUSTER.run("counts", "echo one; echo two; printf three");
    CLUSTER.awaitEnd("counts");

    assertThat(pod("counts").getLog()).isEqualTo("one\ntwo\nthree");
    assertThat(pod("counts").tailingLines(2).getLog()).isEqualTo("two\nthree");
    assertThat(pod("counts").limitBytes(5).getLog()).isEqualTo("one\nt");
    assertThat(pod("counts").sinceTime(Instant.now().plusSeconds(5).toString()).getLog()).isEmpty();
    assertThat(pod("counts").inContainer("main").getLog()).contains("two");
    assertThat(
            catchThrowableOfType(
                    KubernetesClientException.class,
                    () -> pod("counts").inContainer("side").getLog())
                .getCode())
        .isEqualTo(400);
  }

  @Test
  void eachLineHasATimeOfItsOwn() {
    CLUSTER.run("times", "echo one; echo two; sleep 0.2; echo three");
    CLUSTER.awaitEnd("times");

    var lines = pod("times").usingTimestamps().getLog().lines().toList();

    assertThat(lines).extracting(l -> l.split(" ", -1)[1]).containsExactly("one", "two", "three");
    assertThat(lines)
        .extracting(l -> Instant.parse(l.split(" ", -1)[0]))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(pod("times").sinceTime(lines.getFirst().split(" ", -1)[0]).getLog()).contains("one");
  }

  @Test
  void aLogIsFollowedToItsEnd() {
    CLUSTER.run("grows", "echo one; while [ ! -e \"$HOME/go\" ]; do sleep 0.05; done; echo two");
    CLUSTER.awaitProcess("grows");
    var out = new ByteArrayOutputStream();
    try (var log = pod("grows").watchLog(out)) {
      eventually()
          .until(() -> out.toString(java.nio.charset.StandardCharsets.UTF_8).equals("one\n"));
      CLUSTER.touch("grows", "go");

      assertThat(log.onClose().toCompletableFuture()).succeedsWithin(60, TimeUnit.SECONDS);
    }
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void thereIsNoLogBeforeTheContainerHasStarted() {
    CLUSTER.create(
        jobThatRuns("unborn", "true")
            .editSpec()
            .editTemplate()
            .editSpec()
            .addNewVolume()
            .withName("v")
            .withNewSecret()
            .withSecretName("absent")
            .endSecret()
            .endVolume()
            .endSpec()
            .endTemplate()
            .endSpec());
    CLUSTER.awaitPhase("unborn", "Pending");
    eventually().until(() -> !CLUSTER.podOf("unborn").getStatus().getContainerStatuses().isEmpty());

    var refused =
        catchThrowableOfType(KubernetesClientException.class, () -> pod("unborn").getLog());

    assertThat(refused.getCode()).isEqualTo(400);
    assertThat(refused.getMessage()).contains("is waiting to start: ContainerCreating");
  }

  @Test
  void aWatchByLabelSeesWhatBeginsAndCeasesToMatch() throws Exception {
    var seen = new CopyOnWriteArrayList<String>();
    create("before", "green");
    try (var watch =
        CLUSTER
            .client()
            .configMaps()
            .inNamespace(NAMESPACE)
            .withLabel("color", "green")
            .watch(noting(seen))) {
      assertThat(watch).isNotNull();
      eventually().until(() -> seen.contains("ADDED before"));
      create("other", "red");
      var after = create("after", "green");
      paint(after, "red");
      paint(after, "green");
      CLUSTER.client().resource(after).delete();

      eventually().until(() -> seen.size() == 5);
    }
    assertThat(seen)
        .containsExactly(
            "ADDED before", "ADDED after", "DELETED after", "ADDED after", "DELETED after");
  }

  @Test
  void aWatchGoesOnFromWhereAListEndedAndNotFromTooLongAgo() {
    create("listed", "blue");
    var list =
        CLUSTER.client().configMaps().inNamespace(NAMESPACE).withLabel("color", "blue").list();
    create("later", "blue");
    var seen = new CopyOnWriteArrayList<String>();
    var from =
        new ListOptionsBuilder()
            .withResourceVersion(list.getMetadata().getResourceVersion())
            .build();
    try (var watch =
        CLUSTER
            .client()
            .configMaps()
            .inNamespace(NAMESPACE)
            .withLabel("color", "blue")
            .watch(from, noting(seen))) {
      assertThat(watch).isNotNull();
      eventually().until(() -> seen.contains("ADDED later"));
    }
    assertThat(seen).containsExactly("ADDED later");
    var future = new ListOptionsBuilder().withResourceVersion("999999999").build();
    var gone = new CopyOnWriteArrayList<String>();
    try (var watch =
        CLUSTER.client().configMaps().inNamespace(NAMESPACE).watch(future, noting(gone))) {
      assertThat(watch).isNotNull();
      eventually().until(() -> gone.contains("closed: too old resource version"));
    }
  }

  @Test
  void anInformerFollowsAJob() {
    var phases = new CopyOnWriteArrayList<String>();
    try (var informer =
        CLUSTER
            .client()
            .pods()
            .inNamespace(NAMESPACE)
            .withLabel("batch.kubernetes.io/job-name", "informed")
            .inform(
                new io.fabric8.kubernetes.client.informers.ResourceEventHandler<>() {
                  @Override
                  public void onAdd(io.fabric8.kubernetes.api.model.Pod pod) {
                    phases.addIfAbsent(pod.getStatus().getPhase());
                  }

                  @Override
                  public void onUpdate(
                      io.fabric8.kubernetes.api.model.Pod old,
                      io.fabric8.kubernetes.api.model.Pod pod) {
                    phases.addIfAbsent(pod.getStatus().getPhase());
                  }

                  @Override
                  public void onDelete(io.fabric8.kubernetes.api.model.Pod pod, boolean unknown) {}
                })) {
      eventually().until(informer::hasSynced);
      CLUSTER.run("informed", "true");
      eventually().until(() -> phases.contains("Succeeded"));
    }
    assertThat(phases).containsExactly("Pending", "Running", "Succeeded");
  }

  private static PodResource pod(String job) {
    return CLUSTER
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withName(CLUSTER.podOf(job).getMetadata().getName());
  }

  private static ConfigMap create(String name, String color) {
    return CLUSTER
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("color", color)
                .endMetadata()
                .build())
        .create();
  }

  private static void paint(ConfigMap map, String color) {
    CLUSTER
        .client()
        .configMaps()
        .inNamespace(NAMESPACE)
        .withName(map.getMetadata().getName())
        .edit(
            m ->
                new ConfigMapBuilder(m)
                    .editMetadata()
                    .addToLabels("color", color)
                    .endMetadata()
                    .build());
  }

  private static Watcher<ConfigMap> noting(List<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        seen.add(action + " " + map.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.add("closed: " + String.valueOf(cause.getMessage()).replaceAll(": \\d.*", ""));
      }
    };
  }
}
