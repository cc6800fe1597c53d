package dev.dre.sandbox.realclusters;

import static org.awaitility.Awaitility.await;

import dev.dre.sandbox.databases.Databases;
import dev.dre.worker.kubernetes.NeededRight;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One of the two clusters: a namespace for Jobs, as strict as namespaces get, a worker's account
 * with the rights that it needs and no other, and a PostgreSQL server that pods of both clusters
 * reach.
 */
final class RealCluster implements AutoCloseable {

  static final String JOBS = "dre-jobs";
  private static final String WORKER = "dre-worker";
  private static final int POSTGRES = 5432;
  private static final int NOBODY_SPECIAL = 1000;

  /** First pulls of images are slow on a small machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String name;
  private final String namespace;
  private final KubernetesClient admin;

  /**
   * @param withAccounts whether to make the accounts of worker and Jobs; else the chart makes them
   */
  RealCluster(String name, String namespace, Path kubeconfig, boolean withAccounts) {
    this.name = name;
    this.namespace = namespace;
    var config = io.fabric8.kubernetes.client.Config.fromKubeconfig(name, kubeconfig.toFile());
    admin = new KubernetesClientBuilder().withConfig(config).build();
    makeNamespace(namespace);
    if (withAccounts) {
      makeAccounts();
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

  private void makeAccounts() {
    for (String account : List.of(JOBS, WORKER)) {
      create(new ServiceAccountBuilder().withMetadata(meta(account)).build());
    }
    grant(namespace, NeededRight.all());
    makeNamespace(databases());
    grant(databases(), NeededRight.ofChanges());
  }

  /** The worker's account gets {@code rights} in {@code where}, and no others. */
  private void grant(String where, List<NeededRight> rights) {
    var meta = new ObjectMetaBuilder().withName(WORKER).withNamespace(where).build();
    create(
        new RoleBuilder()
            .withMetadata(meta)
            .withRules(rights.stream().map(RealCluster::rule).toList())
            .build());
    create(
        new RoleBindingBuilder()
            .withMetadata(meta)
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", WORKER)
            .addNewSubject()
            .withKind("ServiceAccount")
            .withName(WORKER)
            .withNamespace(namespace)
            .endSubject()
            .build());
  }

  private static PolicyRule rule(NeededRight right) {
    return new PolicyRuleBuilder()
        .withApiGroups(right.apiGroup())
        .withResources(right.resource())
        .withVerbs(right.verbs())
        .build();
  }

  private ObjectMeta meta(String object) {
    return new ObjectMetaBuilder().withName(object).withNamespace(namespace).build();
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

  void secret(String secret, String password) {
    create(
        new SecretBuilder()
            .withMetadata(meta(secret))
            .withStringData(Map.of("username", Databases.ADMIN, "password", password))
            .build());
  }

  /** Starts a server whose superuser has the password in {@code secret}. */
  void startPostgres(String server, String image, String secret) {
    var labels = Map.of("app", server);
    create(
        new PodBuilder()
            .withNewMetadata()
            .withName(server)
            .withNamespace(namespace)
            .withLabels(labels)
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
    create(
        new ServiceBuilder()
            .withMetadata(meta(server))
            .withNewSpec()
            .withType("NodePort")
            .withSelector(labels)
            .addNewPort()
            .withPort(POSTGRES)
            .withTargetPort(new IntOrString(POSTGRES))
            .endPort()
            .endSpec()
            .build());
  }

  /** {@code host:port} as pods of both clusters, and this machine, reach it. */
  String address(String server) {
    int port =
        admin
            .services()
            .inNamespace(namespace)
            .withName(server)
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

  /** How the worker's account reaches the cluster: an entry of a kubeconfig for each of three. */
  Config kubeconfig() {
    String token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(WORKER)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    var connected = admin.getConfiguration();
    return new ConfigBuilder()
        .addNewCluster()
        .withName(name)
        .withNewCluster()
        .withServer(connected.getMasterUrl())
        .withCertificateAuthorityData(connected.getCaCertData())
        .endCluster()
        .endCluster()
        .addNewUser()
        .withName(name)
        .withNewUser()
        .withToken(token)
        .endUser()
        .endUser()
        .addNewContext()
        .withName(name)
        .withNewContext()
        .withCluster(name)
        .withUser(name)
        .endContext()
        .endContext()
        .withCurrentContext(name)
        .build();
  }

  /** The names of the Jobs that are there. */
  List<String> jobs() {
    return admin.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
        .map(job -> job.getMetadata().getName())
        .toList();
  }

  /** Takes one right away from the worker. */
  void forbid(String resource, String verb) {
    admin
        .rbac()
        .roles()
        .inNamespace(namespace)
        .withName(WORKER)
        .edit(
            role -> {
              role.getRules()
                  .forEach(
                      rule -> {
                        if (rule.getResources().contains(resource)) {
                          rule.setVerbs(
                              rule.getVerbs().stream().filter(v -> !v.equals(verb)).toList());
                        }
                      });
              // A rule that allows nothing is refused.
              role.setRules(
                  role.getRules().stream().filter(rule -> !rule.getVerbs().isEmpty()).toList());
              return role;
            });
  }

  /** Gives the worker all that it needs again. */
  void allowAll() {
    admin
        .rbac()
        .roles()
        .inNamespace(namespace)
        .withName(WORKER)
        .edit(
            role -> {
              role.setRules(NeededRight.all().stream().map(RealCluster::rule).toList());
              return role;
            });
  }

  @Override
  public void close() {
    admin.namespaces().withName(namespace).delete();
    admin.namespaces().withName(databases()).delete();
    admin.close();
  }
}
