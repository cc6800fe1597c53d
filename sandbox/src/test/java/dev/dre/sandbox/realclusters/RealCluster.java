package dev.dre.sandbox.realclusters;

import static org.awaitility.Awaitility.await;

import dev.dre.sandbox.databases.Databases;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One of the two clusters: a namespace for Jobs, as strict as namespaces get, a worker's account,
 * and a PostgreSQL server that pods of both clusters reach.
 */
final class RealCluster implements AutoCloseable {

  private static final int POSTGRES = 5432;
  private static final int NOBODY_SPECIAL = 1000;

  /** First pulls of images are slow on a small machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** SQLSTATEs of a server that ends while it is asked. */
  private static final Set<String> ENDED = Set.of("57P01", "57P02", "08006");

  private final String name;
  private final String namespace;
  private final KubernetesClient admin;
  private final WorkerAccount worker;

  /**
   * @param withAccounts whether to make the accounts of worker and Jobs; else the chart makes them
   */
  RealCluster(String name, String namespace, Path kubeconfig, boolean withAccounts) {
    this.name = name;
    this.namespace = namespace;
    var config = io.fabric8.kubernetes.client.Config.fromKubeconfig(name, kubeconfig.toFile());
    admin = new KubernetesClientBuilder().withConfig(config).build();
    makeNamespace(namespace);
    worker = new WorkerAccount(name, namespace, admin);
    if (withAccounts) {
      makeNamespace(databases());
      worker.make(databases());
    }
  }

  private void makeNamespace(String name) {
    create(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
            .endMetadata()
            .build());
  }

  private void create(HasMetadata object) {
    admin.resource(object).create();
  }

  String name() {
    return name;
  }

  /** Of the Jobs. */
  String namespace() {
    return namespace;
  }

  /** The namespace in which a worker may change objects; there where accounts were made. */
  String databases() {
    return namespace + "-databases";
  }

  KubernetesClient admin() {
    return admin;
  }

  /** Who may what here; made where accounts were. */
  WorkerAccount worker() {
    return worker;
  }

  /** In the Jobs' namespace. */
  void secret(String secret, String password) {
    secret(namespace, secret, Databases.ADMIN, password);
  }

  void secret(String where, String secret, String user, String password) {
    create(
        new SecretBuilder()
            .withNewMetadata()
            .withName(secret)
            .withNamespace(where)
            .endMetadata()
            .withStringData(Map.of("username", user, "password", password))
            .build());
  }

  /**
   * Starts a server whose superuser has the password in {@code secret}; {@link #opened} lets others
   * reach it.
   */
  void startPostgres(String server, String image, String secret) {
    create(
        new PodBuilder()
            .withNewMetadata()
            .withName(server)
            .withNamespace(namespace)
            .withLabels(labels(server))
            .endMetadata()
            .withNewSpec()
            .withAutomountServiceAccountToken(false)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withFsGroup((long) NOBODY_SPECIAL)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewContainer()
            .withName("postgres")
            .withImage(image)
            .withArgs(
                "-c",
                "shared_buffers=128MB",
                "-c",
                "max_logical_replication_workers=16",
                "-c",
                "max_sync_workers_per_subscription=4",
                "-c",
                "max_worker_processes=24")
            .addNewEnv()
            .withName("POSTGRES_PASSWORD")
            .withNewValueFrom()
            .withNewSecretKeyRef("password", secret, false)
            .endValueFrom()
            .endEnv()
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .addToDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .addNewVolumeMount()
            .withName("data")
            .withMountPath("/data")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("tmp")
            .withMountPath("/tmp")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("data")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .addNewVolume()
            .withName("tmp")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .endSpec()
            .build());
  }

  private static Map<String, String> labels(String server) {
    return Map.of("app", server);
  }

  /**
   * Lets everybody reach {@code server}, which may start later, by the address that is returned.
   */
  String opened(String server) {
    return opened(namespace, server, labels(server));
  }

  /** Lets everybody reach the pods with {@code labels}, by the address that is returned. */
  String opened(String where, String service, Map<String, String> labels) {
    create(
        new ServiceBuilder()
            .withNewMetadata()
            .withName(service)
            .withNamespace(where)
            .endMetadata()
            .withNewSpec()
            .withType("NodePort")
            .withSelector(labels)
            .addNewPort()
            .withPort(POSTGRES)
            .withTargetPort(new IntOrString(POSTGRES))
            .endPort()
            .endSpec()
            .build());
    return address(where, service);
  }

  /** {@code host:port} as pods of both clusters, and this machine, reach it. */
  String address(String server) {
    return address(namespace, server);
  }

  private String address(String where, String service) {
    int port =
        admin
            .services()
            .inNamespace(where)
            .withName(service)
            .get()
            .getSpec()
            .getPorts()
            .getFirst()
            .getNodePort();
    return node() + ":" + port;
  }

  /** The address of its first node. */
  String node() {
    return admin.nodes().list().getItems().getFirst().getStatus().getAddresses().stream()
        .filter(a -> a.getType().equals("InternalIP"))
        .findFirst()
        .orElseThrow()
        .getAddress();
  }

  /** Ends the pods that {@code label} names at once, as a lost node would. */
  int kill(String label, String value) {
    var pods = admin.pods().inNamespace(namespace).withLabel(label, value);
    int many = pods.list().getItems().size();
    pods.withGracePeriod(0).delete();
    return many;
  }

  /**
   * Ends the server at once, as {@code kill -9} would: nothing is written down before. Returns when
   * its kubelet has started it again and it has recovered.
   */
  void crashPostgres(String server, String password) throws SQLException {
    String before = startOf(server, password);
    try (var connection = connect(server, "postgres", password);
        var statement = connection.createStatement()) {
      // Process 1 of the container; it obeys SIGQUIT and takes all others with it. A program that
      // does not read to the end is an error of its own.
      statement.execute("COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; kill -QUIT 1'");
    } catch (SQLException e) {
      // It may have ended before it could answer.
      if (!ENDED.contains(Objects.toString(e.getSQLState()))) {
        throw e;
      }
    }
    await("PostgreSQL %s in %s is back".formatted(server, name))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> !startOf(server, password).equals(before));
  }

  private String startOf(String server, String password) throws SQLException {
    try (var connection = connect(server, "postgres", password);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_postmaster_start_time()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  Connection connect(String server, String database, String password) throws SQLException {
    return DriverManager.getConnection(url(server, database), Databases.ADMIN, password);
  }

  String url(String server, String database) {
    return "jdbc:postgresql://%s/%s".formatted(address(server), database);
  }

  void awaitPostgres(String server, String password) {
    await("PostgreSQL %s in %s".formatted(server, name))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(
            () -> {
              try (var connection = connect(server, "postgres", password)) {
                return connection.isValid(2);
              }
            });
  }

  @Override
  public void close() {
    admin.namespaces().withName(namespace).delete();
    admin.namespaces().withName(databases()).delete();
    admin.close();
  }
}
