package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.config.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesClientsTest {

  @TempDir private Path folder;

  @Test
  void twoClustersThatAreOneAreRefused() throws IOException {
    var a = cluster("cluster-a", "https://10.0.0.1:6443");
    var b = cluster("cluster-b", "https://10.0.0.1:6443");

    assertThatThrownBy(() -> KubernetesClients.checkAll(List.of(a, b)))
        .hasMessageContaining("clusters cluster-a and cluster-b are both https://10.0.0.1:6443");
  }

  @Test
  void twoThatAreTwoAreNot() throws IOException {
    var a = cluster("cluster-a", "https://10.0.0.1:6443");
    var b = cluster("cluster-b", "https://10.0.0.2:6443");

    assertThatCode(() -> KubernetesClients.checkAll(List.of(a, b))).doesNotThrowAnyException();
  }

  @Test
  void aContextThatIsNotInTheFileIsNotTakenForTheCurrentOne() throws IOException {
    var file = cluster("cluster-a", "https://10.0.0.1:6443").kubeconfig().orElseThrow().file();
    var other =
        new Cluster(
            "cluster-b", "dre", "dre", Optional.of(new Cluster.Kubeconfig(file, "cluster-b")));

    assertThatThrownBy(() -> KubernetesClients.checkAll(List.of(other)))
        .hasMessageContaining("has no context \"cluster-b\"");
  }

  private Cluster cluster(String name, String server) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: %1$s
        clusters: [{ name: %1$s, cluster: { server: "%2$s" } }]
        users: [{ name: %1$s, user: { token: t } }]
        contexts: [{ name: %1$s, context: { cluster: %1$s, user: %1$s } }]
        """
            .formatted(name, server));
    return new Cluster(name, "dre", "dre", Optional.of(new Cluster.Kubeconfig(file, name)));
  }
}
