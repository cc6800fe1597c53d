package dev.dre.worker.kubernetes.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.config.Cluster;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.worker.kubernetes.Following;
import dev.dre.worker.kubernetes.KubernetesClients;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's token is replaced in its kubeconfig, and the one before counts no more. */
@Tag("real-clusters")
class RealTokenTest {

  private static final String WORKER = "dre-worker";

  /** A cluster remembers for ten seconds whom a token was of. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @AutoClose private final RealCluster cluster = new RealCluster("cluster-a");
  @TempDir private Path folder;

  @BeforeEach
  void makeTheAccount() {
    var admin = cluster.admin();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(WORKER)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .build())
        .create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(WORKER)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "admin")
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(WORKER)
                .withNamespace(cluster.namespace())
                .endSubject()
                .build())
        .create();
  }

  @Test
  void aJobIsFollowedAndOthersAreStartedWithTheNewToken() throws Exception {
    Secret first = boundTo("first");
    String old = token(first);
    Path kubeconfig = write(old);
    var gateway =
        KubernetesClients.gateway(
            new Cluster(
                "cluster-a",
                cluster.namespace(),
                RealCluster.ACCOUNT,
                Optional.of(new Cluster.Kubeconfig(kubeconfig, "cluster-a"))));
    var running = new Following(gateway, gateway.submit(cluster.bash("sleep 30")));
    assertThat(running.look()).isEmpty();

    write(token(boundTo("second")));
    cluster.admin().resource(first).delete();
    await().atMost(PATIENCE).until(() -> !isValid(old));

    var ended = await().atMost(PATIENCE).until(running::look, Optional::isPresent).orElseThrow();
    assertThat(ended).isInstanceOf(JobOutcome.Succeeded.class);
    var next = new Following(gateway, gateway.submit(cluster.bash("true")));
    assertThat(await().atMost(PATIENCE).until(next::look, Optional::isPresent).orElseThrow())
        .isInstanceOf(JobOutcome.Succeeded.class);
  }

  /** A token is worth something as long as what it is bound to is there. */
  private Secret boundTo(String name) {
    return cluster
        .admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .build())
        .create();
  }

  private String token(Secret secret) {
    return cluster
        .admin()
        .serviceAccounts()
        .inNamespace(cluster.namespace())
        .withName(WORKER)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Secret")
                .withName(secret.getMetadata().getName())
                .withUid(secret.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  private boolean isValid(String token) {
    var seen =
        cluster
            .admin()
            .authentication()
            .v1()
            .tokenReviews()
            .create(new TokenReviewBuilder().withNewSpec().withToken(token).endSpec().build());
    return Boolean.TRUE.equals(seen.getStatus().getAuthenticated());
  }

  private Path write(String token) throws IOException {
    var connected = cluster.admin().getConfiguration();
    var config =
        new ConfigBuilder()
            .addNewCluster()
            .withName("cluster-a")
            .withNewCluster()
            .withServer(connected.getMasterUrl())
            .withCertificateAuthorityData(connected.getCaCertData())
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(WORKER)
            .withNewUser()
            .withToken(token)
            .endUser()
            .endUser()
            .addNewContext()
            .withName("cluster-a")
            .withNewContext()
            .withCluster("cluster-a")
            .withUser(WORKER)
            .endContext()
            .endContext()
            .withCurrentContext("cluster-a")
            .build();
    return Files.writeString(folder.resolve("kubeconfig"), Serialization.asYaml(config));
  }
}
