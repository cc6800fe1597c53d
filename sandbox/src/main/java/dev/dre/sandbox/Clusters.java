package dev.dre.sandbox;

import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.operations.plan.ClusterName;
import dev.dre.sandbox.clusters.Kubeconfig;
import dev.dre.sandbox.clusters.LocalCluster;
import dev.dre.sandbox.clusters.LocalClusterOptions;
import dev.dre.sandbox.clusters.kubelet.ImageContents;
import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.faults.Fault;
import dev.dre.sandbox.faults.NextStep;
import dev.dre.sandbox.faults.Switch;
import dev.dre.sandbox.faults.Switchboard;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two clusters, with the namespace that Jobs run in and the Secrets that they need. */
final class Clusters implements AutoCloseable {

  private final List<LocalCluster> clusters = new ArrayList<>();
  private final Path kubeconfig;

  private Clusters(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  static Clusters start(Path state, Ports ports, String image, List<Path> imagePath) {
    var started = new Clusters(state.resolve("kubeconfig"));
    for (ClusterName name : Sandbox.CLUSTERS) {
      started.clusters.add(
          LocalCluster.start(
              LocalClusterOptions.of(name.value(), state.resolve("clusters").resolve(name.value()))
                  .withPort(ports.cluster(name))
                  .withImages(Map.of(image, new ImageContents(imagePath, Map.of())))));
    }
    Kubeconfig.write(started.kubeconfig, started.clusters);
    return started;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** Makes what an administrator would: namespaces, service accounts, Secrets. */
  void prepare(Configuration configuration, String adminPassword) {
    for (var cluster : configuration.clusters().values()) {
      var config = Config.fromKubeconfig(cluster.name(), kubeconfig.toFile());
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
        String namespace = cluster.namespace();
        client
            .resource(
                new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
            .createOr(NonDeletingOperation::update);
        client
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName(cluster.serviceAccount())
                    .withNamespace(namespace)
                    .endMetadata()
                    .build())
            .createOr(NonDeletingOperation::update);
        for (Datastore datastore : configuration.datastores().values()) {
          for (Datastore.Placement placement : datastore.placements().values()) {
            client
                .resource(secret(namespace, placement.secret(), adminPassword))
                .createOr(NonDeletingOperation::update);
          }
          datastore.placements().values().stream()
              .filter(placement -> placement.cluster().equals(cluster.name()))
              .flatMap(placement -> placement.volumes().values().stream())
              .map(claim -> client.resource(claim(namespace, claim)))
              .forEach(claim -> claim.createOr(NonDeletingOperation::update));
        }
      }
    }
  }

  /** Offers what can go wrong in them; notes are kept in {@code folder}. */
  void addTo(Switchboard faults, Path folder) throws IOException {
    var nextStep = new NextStep(folder);
    nextStep.addTo(faults);
    clusters.forEach(cluster -> cluster.faults().changeCommands(nextStep));
    var away = clusters.get(Sandbox.CLUSTERS.indexOf(Sandbox.CLUSTER_B)).faults();
    faults.add(Fault.CLUSTER_B_AWAY, Switch.of(away::refuseConnections, away::none));
  }

  /** Names of Jobs with {@code labels}; {@code running}: only those that have not ended. */
  List<String> jobs(Map<String, String> labels, boolean running) {
    var found = new ArrayList<String>();
    for (ClusterName name : Sandbox.CLUSTERS) {
      var config = Config.fromKubeconfig(name.value(), kubeconfig.toFile());
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
        client.batch().v1().jobs().inAnyNamespace().withLabels(labels).list().getItems().stream()
            .filter(job -> !running || !ended(job))
            .forEach(job -> found.add(job.getMetadata().getName()));
      }
    }
    return found;
  }

  private static boolean ended(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(
                c ->
                    "True".equals(c.getStatus())
                        && ("Complete".equals(c.getType()) || "Failed".equals(c.getType())));
  }

  private static PersistentVolumeClaim claim(String namespace, String name) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  private static Secret secret(String namespace, String name, String password) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .addToStringData("username", Databases.ADMIN)
        .addToStringData("password", password)
        .build();
  }

  @Override
  public void close() {
    clusters.parallelStream().forEach(LocalCluster::close);
  }
}
