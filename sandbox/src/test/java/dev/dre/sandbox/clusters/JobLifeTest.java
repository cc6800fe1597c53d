package dev.dre.sandbox.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobLifeTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @Test
  void aJobRunsItsCommandAsAProcessAndCompletes() {
    CLUSTER.run("greets", "echo hello");

    var job = CLUSTER.awaitEnd("greets");

    assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
    assertThat(job.getStatus().getFailed()).isNull();
    assertThat(job.getStatus().getActive()).isNull();
    assertThat(job.getStatus().getStartTime()).isNotNull();
    assertThat(job.getStatus().getCompletionTime()).isNotNull();
    assertThat(job.getStatus().getConditions())
        .extracting(JobCondition::getType)
        .containsExactly("SuccessCriteriaMet", "Complete");
    assertThat(CLUSTER.log("greets")).isEqualTo("hello\n");
  }

  @Test
  void aCommandThatFailsFailsTheJobWithItsExitCode() {
    CLUSTER.run("fails", "echo broken >&2; exit 3");

    var job = CLUSTER.awaitEnd("fails");

    assertThat(job.getStatus().getFailed()).isEqualTo(1);
    assertThat(job.getStatus().getConditions())
        .extracting(JobCondition::getType, JobCondition::getReason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("FailureTarget", "BackoffLimitExceeded"),
            org.assertj.core.groups.Tuple.tuple("Failed", "BackoffLimitExceeded"));
    var pod = CLUSTER.podOf("fails");
    assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
    var ended = pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    assertThat(ended.getExitCode()).isEqualTo(3);
    assertThat(ended.getReason()).isEqualTo("Error");
    assertThat(CLUSTER.log("fails")).isEqualTo("broken\n");
  }
}
