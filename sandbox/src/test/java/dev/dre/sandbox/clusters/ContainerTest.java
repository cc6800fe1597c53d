package dev.dre.sandbox.clusters;

import static dev.dre.sandbox.clusters.TestCluster.NAMESPACE;
import static dev.dre.sandbox.clusters.TestCluster.jobThatRuns;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// The tests share a cluster as people do, and mostly wait.
@Execution(ExecutionMode.CONCURRENT)
class ContainerTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @Test
  void aProcessSeesTheEnvironmentOfItsPodAndNothingOfTheSandbox() {
    CLUSTER.create(
        jobThatRuns(
                "environment",
                "env | cut -d= -f1 | sort | tr '\\n' ' '; echo; echo $HOSTNAME $GREETING")
            .editSpec()
            .editTemplate()
            .editSpec()
            .editFirstContainer()
            .addNewEnv()
            .withName("WHOM")
            .withValue("world")
            .endEnv()
            .addNewEnv()
            .withName("GREETING")
            .withValue("hello $(WHOM) $$(WHOM) $(NOBODY)")
            .endEnv()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec());

    CLUSTER.awaitEnd("environment");

    var lines = CLUSTER.log("environment").lines().toList();
    // What a shell adds by itself.
    assertThat(List.of(lines.getFirst().split(" ")))
        .filteredOn(n -> !List.of("PWD", "SHLVL", "_", "OLDPWD").contains(n))
        .containsExactly("DRE_RESULT", "GREETING", "HOME", "HOSTNAME", "PATH", "WHOM");
    assertThat(lines.getLast())
        .isEqualTo(
            CLUSTER.podOf("environment").getMetadata().getName()
                + " hello world $(WHOM) $(NOBODY)");
  }

  @Test
  void whatIsWrittenForTheEndIsTheTerminationMessage() {
    CLUSTER.run("result", "printf '{\"bytes\":42}' > \"$DRE_RESULT\"");

    CLUSTER.awaitEnd("result");

    assertThat(ended("result").getMessage()).isEqualTo("{\"bytes\":42}");
    assertThat(ended("result").getReason()).isEqualTo("Completed");
    assertThat(ended("result").getExitCode()).isZero();
  }

  @Test
  void ofALongMessageTheEndStays() {
    CLUSTER.run(
        "long-result", "printf '%05000d' 7 > \"$DRE_RESULT\"; printf END >> \"$DRE_RESULT\"");

    CLUSTER.awaitEnd("long-result");

    assertThat(ended("long-result").getMessage()).hasSize(4096).endsWith("07END");
  }

  @Test
  void aFailureWithoutAMessageFallsBackToTheLogWhenAsked() {
    CLUSTER.create(
        jobThatRuns("last-words", "echo ERROR: no such table; exit 1")
            .editSpec()
            .editTemplate()
            .editSpec()
            .editFirstContainer()
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec());
    CLUSTER.run("no-words", "echo ERROR: no such table; exit 1");

    CLUSTER.awaitEnd("last-words");
    CLUSTER.awaitEnd("no-words");

    assertThat(ended("last-words").getMessage()).isEqualTo("ERROR: no such table\n");
    assertThat(ended("no-words").getMessage()).isNull();
  }

  @Test
  void volumesAreFoldersThatVariablesAndArgumentsPointTo() {
    CLUSTER
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData("color", "blue")
                .build())
        .create();
    CLUSTER.create(
        jobThatRuns(
                "volumes",
                "cat \"$1\"; echo; cat \"$SETTINGS/color\"; echo; touch \"$TMPDIR/x\" && case $TMPDIR in /tmp) ;; *) echo own tmp;; esac")
            .editSpec()
            .editTemplate()
            .editSpec()
            .addNewVolume()
            .withName("settings")
            .withNewConfigMap()
            .withName("settings")
            .endConfigMap()
            .endVolume()
            .addNewVolume()
            .withName("tmp")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .editFirstContainer()
            .withArgs("sh", "/etc/dre/color")
            .addNewEnv()
            .withName("SETTINGS")
            .withValue("/etc/dre")
            .endEnv()
            .addNewVolumeMount()
            .withName("settings")
            .withMountPath("/etc/dre")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("tmp")
            .withMountPath("/tmp")
            .endVolumeMount()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec());

    CLUSTER.awaitEnd("volumes");

    assertThat(CLUSTER.log("volumes").lines()).containsExactly("blue", "blue", "own tmp");
  }

  @Test
  void aRunningPodSaysThatItIsReadyAndAnEndedOneThatItIsNot() {
    CLUSTER.run("conditions", "while [ ! -e \"$HOME/go\" ]; do sleep 0.05; done");
    var running = CLUSTER.awaitPhase("conditions", "Running");

    assertThat(running.getStatus().getConditions())
        .filteredOn(c -> c.getStatus().equals("True"))
        .extracting(PodCondition::getType)
        .contains("PodScheduled", "Initialized", "Ready", "ContainersReady");
    assertThat(
            running
                .getStatus()
                .getContainerStatuses()
                .getFirst()
                .getState()
                .getRunning()
                .getStartedAt())
        .isNotNull();
    TestCluster.eventually()
        .until(() -> Integer.valueOf(1).equals(CLUSTER.job("conditions").getStatus().getReady()));

    CLUSTER.touch("conditions", "go");
    CLUSTER.awaitEnd("conditions");

    assertThat(CLUSTER.podOf("conditions").getStatus().getConditions())
        .filteredOn(c -> c.getType().equals("Ready"))
        .extracting(PodCondition::getStatus, PodCondition::getReason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("False", "PodCompleted"));
  }

  @Test
  void aJobThatTakesTooLongIsEndedWithItsPodRemoved() {
    CLUSTER.create(
        jobThatRuns("slow-job", "sleep 600").editSpec().withActiveDeadlineSeconds(1L).endSpec());

    var job = CLUSTER.awaitEnd("slow-job");

    assertThat(job.getStatus().getConditions())
        .extracting(c -> c.getType() + " " + c.getReason())
        .containsExactly("FailureTarget DeadlineExceeded", "Failed DeadlineExceeded");
    assertThat(CLUSTER.podsOf("slow-job")).isEmpty();
  }

  @Test
  void aPodThatTakesTooLongIsEndedAndKept() {
    CLUSTER.create(
        jobThatRuns("slow-pod", "echo begun; echo half > \"$DRE_RESULT\"; exec sleep 600")
            .editSpec()
            .editTemplate()
            .editSpec()
            .withActiveDeadlineSeconds(10L)
            .endSpec()
            .endTemplate()
            .endSpec());

    var job = CLUSTER.awaitEnd("slow-pod");

    assertThat(job.getStatus().getConditions())
        .extracting(c -> c.getType() + " " + c.getReason())
        .containsExactly("FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded");
    assertThat(CLUSTER.podOf("slow-pod").getStatus().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(ended("slow-pod").getMessage()).isEqualTo("half\n");
    assertThat(CLUSTER.log("slow-pod")).isEqualTo("begun\n");
  }

  @Test
  void anOldJobIsRemovedWithItsPods() {
    CLUSTER.create(
        jobThatRuns("fleeting", "true").editSpec().withTtlSecondsAfterFinished(1).endSpec());

    TestCluster.eventually()
        .until(() -> CLUSTER.job("fleeting") == null && CLUSTER.podsOf("fleeting").isEmpty());
  }

  private static ContainerStateTerminated ended(String job) {
    return CLUSTER
        .podOf(job)
        .getStatus()
        .getContainerStatuses()
        .getFirst()
        .getState()
        .getTerminated();
  }
}
