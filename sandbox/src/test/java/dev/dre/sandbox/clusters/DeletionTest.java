package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.TestCluster.NAMESPACE;
import static dev.dre.sandbox.clusters.TestCluster.eventually;
import static dev.dre.sandbox.clusters.TestCluster.jobThatRuns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// The tests share a cluster as people do, and mostly wait.
@Execution(ExecutionMode.CONCURRENT)
class DeletionTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @Test
  void inTheForegroundAJobStaysUntilItsPodsAreGone() {
    runUntilToldNotUntilAsked("foreground");
    long process = CLUSTER.awaitProcess("foreground");

    delete("foreground", DeletionPropagation.FOREGROUND);

    assertThat(CLUSTER.job("foreground").getMetadata().getDeletionTimestamp()).isNotNull();
    eventually()
        .until(() -> CLUSTER.podOf("foreground").getMetadata().getDeletionTimestamp() != null);
    var refused =
        catchThrowableOfType(
            KubernetesClientException.class, () -> CLUSTER.run("foreground", "true"));
    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getStatus().getReason()).isEqualTo("AlreadyExists");
    assertThat(refused.getMessage()).contains("object is being deleted");
    CLUSTER.touch("foreground", "go");
    eventually().until(() -> CLUSTER.job("foreground") == null);
    assertThat(CLUSTER.podsOf("foreground")).isEmpty();
    assertThat(isAlive(process)).isFalse();
  }

  @Test
  void inTheBackgroundAJobIsGoneAtOnceAndASecondOneRunsBesideTheFirstPod() {
    runUntilToldNotUntilAsked("background");
    long process = CLUSTER.awaitProcess("background");
    var go = CLUSTER.inHome("background", "go");

    delete("background", DeletionPropagation.BACKGROUND);

    assertThat(CLUSTER.job("background")).isNull();
    assertThat(isAlive(process)).isTrue();
    CLUSTER.run("background", "true");
    CLUSTER.awaitEnd("background");
    TestCluster.touch(go);
    eventually().until(() -> CLUSTER.podsOf("background").size() == 1);
    eventually().until(() -> !isAlive(process));
  }

  @Test
  void whenNothingIsSaidThePodsOfAJobStay() {
    runUntilToldNotUntilAsked("orphaned");
    CLUSTER.awaitProcess("orphaned");

    CLUSTER
        .client()
        .raw("/apis/batch/v1/namespaces/" + NAMESPACE + "/jobs/orphaned", "DELETE", null);

    assertThat(CLUSTER.job("orphaned")).isNull();
    var pod = CLUSTER.podOf("orphaned");
    assertThat(pod.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(pod.getMetadata().getDeletionTimestamp()).isNull();
    CLUSTER.client().resource(pod).delete();
    CLUSTER.touch("orphaned", "go");
    eventually().until(() -> CLUSTER.podsOf("orphaned").isEmpty());
  }

  @Test
  void aProcessThatHandlesTheSignalMayTidyUp() {
    CLUSTER.create(
        jobThatRuns(
                "tidy", "trap 'echo tidied; exit 0' TERM; echo up; while :; do sleep 0.05; done")
            .editSpec()
            .editTemplate()
            .editSpec()
            .withTerminationGracePeriodSeconds(30L)
            .endSpec()
            .endTemplate()
            .endSpec());
    CLUSTER.awaitProcess("tidy");
    try (var log =
        CLUSTER
            .client()
            .pods()
            .inNamespace(NAMESPACE)
            .withName(CLUSTER.podOf("tidy").getMetadata().getName())
            .watchLog()) {
      delete("tidy", DeletionPropagation.FOREGROUND);

      assertThat(log.getOutput())
          .hasBinaryContent("up\ntidied\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    eventually().until(() -> CLUSTER.job("tidy") == null);
  }

  @Test
  void aProcessWithoutAHandlerIsNotAskedAsTheFirstProcessOfAContainerWouldNotNotice() {
    CLUSTER.run("deaf", "echo up; exec sleep 600");
    CLUSTER.awaitProcess("deaf");
    var pod = CLUSTER.podOf("deaf").getMetadata().getUid();

    delete("deaf", DeletionPropagation.FOREGROUND);

    eventually().until(() -> CLUSTER.job("deaf") == null);
    assertThat(
            CLUSTER
                .client()
                .v1()
                .events()
                .inNamespace(NAMESPACE)
                .withField("involvedObject.uid", pod)
                .withField("reason", "Killing")
                .list()
                .getItems())
        .extracting(Event::getMessage)
        .containsExactly(
            "Stopping container main, which does not handle SIGTERM: it is killed after 1 s");
  }

  @Test
  void everythingThatAProcessStartedDiesWithIt() {
    CLUSTER.run("family", "sh -c 'sleep 600 & wait' & echo up; wait");
    long process = CLUSTER.awaitProcess("family");
    eventually().until(() -> ProcessHandle.of(process).orElseThrow().descendants().count() == 2);
    var family = ProcessHandle.of(process).orElseThrow().descendants().toList();

    delete("family", DeletionPropagation.FOREGROUND);

    eventually().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aPodThatSomebodyDeletesFailsItsJob() {
    runUntilToldNotUntilAsked("robbed");
    CLUSTER.awaitProcess("robbed");

    CLUSTER.client().resource(CLUSTER.podOf("robbed")).delete();
    CLUSTER.touch("robbed", "go");

    var job = CLUSTER.awaitEnd("robbed");
    assertThat(job.getStatus().getFailed()).isEqualTo(1);
    eventually().until(() -> CLUSTER.podsOf("robbed").isEmpty());
  }

  /** A process that has all the time it wants, and does not care for signals. */
  private static void runUntilToldNotUntilAsked(String job) {
    CLUSTER.create(
        jobThatRuns(
                job, "trap '' TERM; echo up; until [ -e \"$HOME/go\" ]; do sleep 0.1; done; exit 1")
            .editSpec()
            .editTemplate()
            .editSpec()
            .withTerminationGracePeriodSeconds(600L)
            .endSpec()
            .endTemplate()
            .endSpec());
  }

  private static void delete(String job, DeletionPropagation propagation) {
    CLUSTER
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withName(job)
        .withPropagationPolicy(propagation)
        .delete();
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
  }
}
