package dev.dre.sandbox.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterFaultsTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @AfterEach
  void allIsWellAgain() {
    CLUSTER.cluster().faults().none();
    assertThat(CLUSTER.client().namespaces().list().getItems()).isNotEmpty();
  }

  @Test
  void refusedConnectionsLeaveRunningJobsAlone() {
    CLUSTER.run("meanwhile", "echo begun; while [ ! -e \"$HOME/go\" ]; do sleep 0.05; done");
    CLUSTER.awaitProcess("meanwhile");
    var go = CLUSTER.inHome("meanwhile", "go");

    CLUSTER.cluster().faults().refuseConnections();
    var refused = refusal();
    TestCluster.touch(go);
    CLUSTER.cluster().faults().none();

    assertThat(refused.getCode()).isEqualTo(-1);
    assertThat(CLUSTER.awaitEnd("meanwhile").getStatus().getSucceeded()).isEqualTo(1);
  }

  @Test
  void anUnavailableServerSaysSo() {
    CLUSTER.cluster().faults().answerUnavailable();

    assertThat(refusal().getCode()).isEqualTo(503);
  }

  @Test
  void aSlowServerAnswersAfterTheClientHasGivenUp() {
    CLUSTER.client().getConfiguration().setRequestTimeout(200);
    CLUSTER.cluster().faults().answerAfter(Duration.ofSeconds(5));

    var refused = refusal();
    CLUSTER.client().getConfiguration().setRequestTimeout(10_000);

    assertThat(refused.getCode()).isEqualTo(-1);
  }

  private static KubernetesClientException refusal() {
    return catchThrowableOfType(
        KubernetesClientException.class, () -> CLUSTER.client().namespaces().list());
  }
}
