package dev.dre.worker;

import dev.dre.config.Configuration;
import dev.dre.config.ConfigurationException;
import dev.dre.health.Health;
import dev.dre.operations.client.TemporalConnection;
import dev.dre.traces.Traces;
import dev.dre.worker.kubernetes.ClusterReach;
import dev.dre.worker.kubernetes.KubernetesClients;
import io.temporal.common.WorkerDeploymentVersion;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The worker's process: what it is made of, in order. */
@Command(
    name = "dre worker",
    description = {
      "Runs operations: their workflows, and the Jobs in the clusters that it serves.",
      "Temporal is found by the standard TEMPORAL_* variables (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …)."
    })
public final class WorkerMain implements Callable<Integer> {

  /** Where it says how it is when nobody says where. */
  private static final int HEALTH_PORT = 9465;

  @SuppressWarnings("UnusedVariable") // picocli prints the page when it sees the option.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this page")
  private boolean help;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "the folder of the configuration (default: $DRE_CONFIG, else config/example)")
  private Path config = Configuration.defaultFolder();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "serve this cluster only; can be repeated (default: all of clusters.yaml)")
  private List<String> clusters = new ArrayList<>();

  @Option(
      names = "--no-workflows",
      description = "serve clusters only: for a worker inside a cluster")
  private boolean clustersOnly;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description =
          "says here how it is: /live, /ready, /metrics; 0 for nowhere (default: $DRE_HEALTH_PORT, else 9465 where that is free)",
      defaultValue = "${env:DRE_HEALTH_PORT:-" + Option.NULL_VALUE + "}")
  private @Nullable Integer healthPort;

  @ArgGroup(exclusive = false)
  private @Nullable Version version;

  /** Both or none: a build without a deployment means nothing. */
  static final class Version {

    @Option(
        names = "--deployment",
        paramLabel = "NAME",
        required = true,
        description = "Worker Deployment: operations stay with the build that began them")
    private String deployment = "";

    @Option(
        names = "--build-id",
        paramLabel = "ID",
        required = true,
        description = "the release, as Temporal shall call it (see docs/upgrading.md)")
    private String buildId = "";
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new WorkerMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration;
    try {
      configuration = Configuration.load(config);
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    var unknown = clusters.stream().filter(c -> !configuration.clusters().containsKey(c)).toList();
    if (!unknown.isEmpty()) {
      System.err.printf(
          "No cluster %s in %s. Known: %s.%n",
          String.join(", ", unknown), config, String.join(", ", configuration.clusters().keySet()));
      return 1;
    }
    Collection<String> served = clusters.isEmpty() ? configuration.clusters().keySet() : clusters;
    var toServe =
        configuration.clusters().values().stream()
            .filter(cluster -> served.contains(cluster.name()))
            .toList();
    Health health;
    try {
      health =
          Health.start(
              Optional.ofNullable(healthPort),
              HEALTH_PORT,
              says -> System.err.println("dre worker: " + says));
    } catch (IllegalStateException e) {
      System.err.println("dre worker: " + e.getMessage());
      return 1;
    }
    var traces = Traces.wanted("dre-worker", System.getenv());
    var temporal = TemporalConnection.open(health.temporalMeters(), Traces.plugins(traces));
    health.needs("Temporal", temporal::lacking);
    var reach = new ClusterReach(health.meters(), InstantSource.system());
    OperationWorker worker;
    try {
      KubernetesClients.checkAll(toServe);
      temporal.await(says -> System.err.println("dre worker: " + says));
      worker =
          OperationWorker.start(
              temporal.client(),
              toServe,
              !clustersOnly,
              configuration.settings().http(),
              Optional.ofNullable(version)
                  .map(v -> new WorkerDeploymentVersion(v.deployment, v.buildId)),
              cluster -> reach.watched(cluster, KubernetesClients.gateway(cluster)));
      health.needs("clusters", reach::lacks);
      // Not before: who asks in between would be told that no cluster has been asked yet, and come
      // again later.
      reach.start(health::started);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("dre worker: " + e.getMessage());
      temporal.close();
      health.close();
      return 1;
    }
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  reach.close();
                  worker.close();
                  temporal.close();
                  traces.ifPresent(Traces::close);
                  health.close();
                  stopped.countDown();
                }));
    System.out.printf("dre worker serves %s%n", String.join(", ", served));
    stopped.await();
    return 0;
  }
}
