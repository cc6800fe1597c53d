package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.TestCluster.NAMESPACE;
import static dev.dre.sandbox.clusters.TestCluster.eventually;
import static dev.dre.sandbox.clusters.TestCluster.jobThatRuns;
import static dev.dre.sandbox.clusters.TestCluster.jobWithCommand;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// The tests share a cluster as people do, and mostly wait.
@Execution(ExecutionMode.CONCURRENT)
class EarlyFailureTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @Test
  void aMissingSecretIsNamedAndTheJobStartsWhenItAppears() {
    CLUSTER.create(withSecret(jobThatRuns("needs-secret", "echo \"$PASSWORD\""), "db", "password"));

    assertThat(waitsBecauseOf("needs-secret", "CreateContainerConfigError").getMessage())
        .isEqualTo("secret \"db\" not found");
    createSecret("db", "user");
    eventually()
        .until(
            () ->
                waiting("needs-secret")
                    .filter(
                        w ->
                            w.getMessage()
                                .equals(
                                    "couldn't find key password in Secret " + NAMESPACE + "/db"))
                    .isPresent());
    CLUSTER.client().secrets().inNamespace(NAMESPACE).withName("db").delete();
    createSecret("db", "password");

    CLUSTER.awaitEnd("needs-secret");
    assertThat(CLUSTER.log("needs-secret")).isEqualTo("hunter2\n");
  }

  @Test
  void anImageThatIsNotThereAlternatesBetweenTryingAndWaiting() {
    CLUSTER.create(withImage(jobThatRuns("no-image", "true"), "registry.example/nothing:1"));
    Set<String> reasons = new ConcurrentSkipListSet<>();

    eventually()
        .until(
            () -> {
              waiting("no-image").map(ContainerStateWaiting::getReason).ifPresent(reasons::add);
              return reasons.contains("ErrImagePull") && reasons.contains("ImagePullBackOff");
            });

    assertThat(CLUSTER.job("no-image").getStatus().getActive()).isEqualTo(1);
    assertThat(eventsAbout("Pod", CLUSTER.podOf("no-image").getMetadata().getUid()))
        .extracting(Event::getReason)
        .contains("Failed", "BackOff");
  }

  @Test
  void aBadImageNameIsSaidToBeOne() {
    CLUSTER.create(withImage(jobThatRuns("bad-image", "true"), "Not An Image"));

    assertThat(waitsBecauseOf("bad-image", "InvalidImageName").getMessage())
        .contains("Not An Image");
  }

  @Test
  void aCommandThatIsNotThereFailsTheJobAtOnce() {
    CLUSTER.create(jobWithCommand("no-command", "no-such-program"));

    var job = CLUSTER.awaitEnd("no-command");

    assertThat(job.getStatus().getConditions())
        .extracting(JobCondition::getReason)
        .containsOnly("BackoffLimitExceeded");
    var ended =
        CLUSTER
            .podOf("no-command")
            .getStatus()
            .getContainerStatuses()
            .getFirst()
            .getState()
            .getTerminated();
    assertThat(ended.getReason()).isEqualTo("StartError");
    assertThat(ended.getExitCode()).isEqualTo(128);
    assertThat(ended.getMessage()).contains("executable file not found in $PATH");
  }

  @Test
  void aMissingServiceAccountLeavesAJobWithoutPodAndWithAnEvent() {
    var job =
        CLUSTER.create(
            jobThatRuns("no-account", "true")
                .editSpec()
                .editTemplate()
                .editSpec()
                .withServiceAccountName("nobody")
                .endSpec()
                .endTemplate()
                .endSpec());

    eventually().until(() -> !eventsAbout("Job", job.getMetadata().getUid()).isEmpty());

    var event = eventsAbout("Job", job.getMetadata().getUid()).getFirst();
    assertThat(event.getReason()).isEqualTo("FailedCreate");
    assertThat(event.getMessage()).contains("error looking up service account dre-jobs/nobody");
    assertThat(CLUSTER.podsOf("no-account")).isEmpty();
    assertThat(CLUSTER.job("no-account").getStatus().getConditions()).isEmpty();
  }

  @Test
  void aVolumeOfAMissingConfigMapShowsOnlyInAnEvent() {
    CLUSTER.create(
        jobThatRuns("no-volume", "true")
            .editSpec()
            .editTemplate()
            .editSpec()
            .addNewVolume()
            .withName("settings")
            .withNewConfigMap()
            .withName("absent")
            .endConfigMap()
            .endVolume()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("settings")
            .withMountPath("/etc/dre")
            .endVolumeMount()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec());

    waitsBecauseOf("no-volume", "ContainerCreating");
    var pod = CLUSTER.podOf("no-volume").getMetadata().getUid();
    eventually()
        .until(
            () ->
                eventsAbout("Pod", pod).stream()
                    .anyMatch(e -> e.getReason().equals("FailedMount")));
    assertThat(eventsAbout("Pod", pod))
        .extracting(Event::getMessage)
        .anyMatch(m -> m.contains("configmap \"absent\" not found"));
  }

  @Test
  void aNodeSelectorThatNoNodeHasLeavesThePodUnschedulable() {
    CLUSTER.create(
        jobThatRuns("no-node", "true")
            .editSpec()
            .editTemplate()
            .editSpec()
            .addToNodeSelector("disk", "fast")
            .endSpec()
            .endTemplate()
            .endSpec());

    eventually()
        .until(
            () ->
                CLUSTER.podsOf("no-node").stream()
                    .flatMap(p -> p.getStatus().getConditions().stream())
                    .anyMatch(
                        c ->
                            c.getType().equals("PodScheduled")
                                && "Unschedulable".equals(c.getReason())));
  }

  private static Optional<ContainerStateWaiting> waiting(String job) {
    return CLUSTER.podsOf(job).stream()
        .flatMap(p -> p.getStatus().getContainerStatuses().stream())
        .flatMap(c -> Optional.ofNullable(c.getState().getWaiting()).stream())
        .findFirst();
  }

  private static ContainerStateWaiting waitsBecauseOf(String job, String reason) {
    eventually().until(() -> waiting(job).filter(w -> w.getReason().equals(reason)).isPresent());
    return waiting(job).orElseThrow();
  }

  private static List<Event> eventsAbout(String kind, String uid) {
    return CLUSTER
        .client()
        .v1()
        .events()
        .inNamespace(NAMESPACE)
        .withField("involvedObject.kind", kind)
        .withField("involvedObject.uid", uid)
        .list()
        .getItems();
  }

  private static void createSecret(String name, String key) {
    CLUSTER
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData(key, "hunter2")
                .build())
        .create();
  }

  private static JobBuilder withSecret(JobBuilder job, String secret, String key) {
    return job.editSpec()
        .editTemplate()
        .editSpec()
        .editFirstContainer()
        .addNewEnv()
        .withName("PASSWORD")
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .endEnv()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static JobBuilder withImage(JobBuilder job, String image) {
    return job.editSpec()
        .editTemplate()
        .editSpec()
        .editFirstContainer()
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec();
  }
}
