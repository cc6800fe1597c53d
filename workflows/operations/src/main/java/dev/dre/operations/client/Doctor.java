package dev.dre.operations.client;

import dev.dre.config.Cluster;
import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Pooler;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.ClusterToExamine;
import dev.dre.operations.temporal.ClusterToExamine.Trial;
import dev.dre.operations.temporal.DoctorWorkflow;
import dev.dre.operations.temporal.DoctorWorkflow.Examination;
import dev.dre.operations.temporal.Finding;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.Pollers;
import dev.dre.operations.temporal.QueueServers;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks whether all that operations need is there: Temporal and what it has to know, who serves the
 * queues, and then, by those themselves, the clusters and Slack. Changes nothing; its trial Jobs
 * only look.
 */
public final class Doctor {

  private static final String TEMPORAL = "Temporal";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Above what one Job may take that waits for an image. */
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private static final Duration LONGEST_TRIAL = Duration.ofMinutes(1);

  /** Connects with what a Job is given, and asks for nothing. */
  private static final List<String> CONNECTS =
      List.of(
          "bash",
          "-c",
          "PGHOST=$DB_HOST PGPORT=$DB_PORT PGDATABASE=$DB_DATABASE PGUSER=$DB_USER PGPASSWORD=$DB_PASSWORD PGCONNECT_TIMEOUT=5"
              + " exec psql -XqAt -c \"$QUESTION\" -o /dev/null");

  private final WorkflowClient temporal;
  private final Configuration configuration;
  private final String image;

  public Doctor(WorkflowClient temporal, Configuration configuration) {
    this.temporal = temporal;
    this.configuration = configuration;
    image = configuration.settings().images().getOrDefault("toolbox", "");
  }

  /**
   * Looks at everything, in the order of what needs what.
   *
   * @param datastores whose placements are tried by Jobs that connect; none of them otherwise
   */
  public List<Finding> examine(Collection<Datastore> datastores) {
    var findings = new ArrayList<Finding>();
    try {
      findings.add(searchAttribute());
      image().ifPresent(findings::add);
      Finding served = operationsQueue();
      findings.add(served);
      if (served.isGood()) {
        findings.addAll(askThoseWhoWork(datastores));
      }
      configuration
          .clusters()
          .keySet()
          .forEach(cluster -> twoClusters(cluster).ifPresent(findings::add));
    } catch (StatusRuntimeException e) {
      findings.add(
          Finding.wrong(
              TEMPORAL,
              "does not answer as it should (%s)".formatted(e.getStatus().getCode()),
              "See that it runs, and that TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and its key or certificate are right."));
    }
    return findings;
  }

  /** A query by it is refused where it is not known; that needs no right beyond listing. */
  private Finding searchAttribute() {
    String name = OperationIds.OPERATION.getName();
    boolean there = true;
    try {
      var answer =
          temporal
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .listWorkflowExecutions(
                  ListWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(temporal.getOptions().getNamespace())
                      .setPageSize(1)
                      .setQuery(name + " = 'nobody'")
                      .build());
      Objects.requireNonNull(answer);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        throw e;
      }
      there = false;
    }
    return there
        ? Finding.good(TEMPORAL, "knows the search attribute " + name)
        : Finding.wrong(
            TEMPORAL,
            "does not know the search attribute %s, so operations are not found by their ids"
                .formatted(name),
            "Add it: temporal operator search-attribute create --name %s --type Keyword --namespace %s"
                .formatted(name, temporal.getOptions().getNamespace()));
  }

  /** What is wrong with the image that trial Jobs run; empty when nothing is. */
  private Optional<Finding> image() {
    return image.isEmpty()
        ? Optional.of(
            Finding.wrong(
                "settings.yaml",
                "names no image toolbox, which the shipped runbooks run",
                "Add it under images:, by its digest."))
        : Optional.empty();
  }

  /** Whether two workers mean different clusters by one name; empty when they do not. */
  private Optional<Finding> twoClusters(String cluster) {
    var servers = QueueServers.of(temporal, new ClusterName(cluster), Instant.now());
    return QueueServers.disagreeing(servers)
        .map(
            two ->
                Finding.wrong(
                    cluster,
                    "is served by two workers that mean different clusters, or namespaces, by that name: %s and %s"
                        .formatted(two.get(0).process(), two.get(1).process()),
                    "Stop the one that has the wrong kubeconfig, context or namespace in its clusters.yaml."));
  }

  private Finding operationsQueue() {
    boolean served =
        !Pollers.of(temporal, OperationIds.OPERATIONS_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
            .isEmpty();
    return served
        ? Finding.good(TEMPORAL, "a worker serves operations")
        : Finding.wrong(
            TEMPORAL,
            "no worker serves operations, so nothing starts and nobody else can be asked",
            "Start one: dre worker");
  }

  private List<Finding> askThoseWhoWork(Collection<Datastore> datastores) {
    var clusters = new TreeMap<ClusterName, ClusterToExamine>();
    for (Cluster cluster : configuration.clusters().values()) {
      clusters.put(
          new ClusterName(cluster.name()),
          new ClusterToExamine(
              job(cluster, List.of("true"), new TreeMap<>(), new TreeMap<>()),
              image.isEmpty() ? List.of() : trials(cluster, datastores),
              changeable(cluster)));
    }
    var doctor =
        temporal.newWorkflowStub(
            DoctorWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(DoctorWorkflow.ID_PREFIX + UUID.randomUUID())
                .setTaskQueue(OperationIds.OPERATIONS_QUEUE)
                .setWorkflowExecutionTimeout(LONGEST)
                .build());
    try {
      return doctor.examine(new Examination(clusters)).all();
    } catch (WorkflowException e) {
      return List.of(
          Finding.wrong(
              TEMPORAL,
              "the worker that serves operations did not answer within %s minutes"
                  .formatted(LONGEST.toMinutes()),
              "Look into its log; a worker of an older release does not know this question."));
    }
  }

  /** With the names of what runs datastores there: a role may grant no others. */
  private List<ClusterToExamine.Changeable> changeable(Cluster cluster) {
    return cluster.changeable().stream()
        .map(
            namespace ->
                new ClusterToExamine.Changeable(
                    namespace,
                    configuration.datastores().values().stream()
                        .flatMap(d -> d.placements().values().stream())
                        .filter(place -> place.cluster().equals(cluster.name()))
                        .filter(place -> place.namespace().equals(namespace))
                        .map(Datastore.Placement::workload)
                        .distinct()
                        .sorted()
                        .toList()))
        .toList();
  }

  /** Each place and each console from each cluster: a Job in any of them connects to all. */
  private List<Trial> trials(Cluster cluster, Collection<Datastore> datastores) {
    return datastores.stream()
        // No Job of the others ever runs there.
        .filter(
            datastore ->
                datastore.placements().values().stream()
                    .anyMatch(place -> place.cluster().equals(cluster.name())))
        .flatMap(
            datastore -> Stream.concat(places(cluster, datastore), consoles(cluster, datastore)))
        .toList();
  }

  private Stream<Trial> places(Cluster cluster, Datastore datastore) {
    return datastore.placements().entrySet().stream()
        .map(
            named -> {
              var place = named.getValue();
              return new Trial(
                  "%s at %s".formatted(datastore.name(), named.getKey()),
                  connecting(
                      cluster, place.host(), place.port(), "postgres", place.secret(), "SELECT 1"));
            });
  }

  private Stream<Trial> consoles(Cluster cluster, Datastore datastore) {
    return datastore.pgbouncer().stream()
        .flatMap(
            pooler ->
                pooler.hosts().stream().map(host -> console(cluster, datastore, pooler, host)));
  }

  private Trial console(Cluster cluster, Datastore datastore, Pooler pooler, String host) {
    return new Trial(
        "the console of PgBouncer at %s, before %s".formatted(host, datastore.name()),
        connecting(cluster, host, pooler.port(), "pgbouncer", pooler.secret(), "SHOW VERSION"));
  }

  private PlannedJob connecting(
      Cluster cluster, String host, int port, String database, String secret, String question) {
    var env = new TreeMap<String, String>();
    env.put("DB_HOST", host);
    env.put("DB_PORT", String.valueOf(port));
    env.put("DB_DATABASE", database);
    env.put("QUESTION", question);
    var secrets = new TreeMap<String, PlannedJob.SecretKey>();
    secrets.put("DB_USER", new PlannedJob.SecretKey(secret, "username"));
    secrets.put("DB_PASSWORD", new PlannedJob.SecretKey(secret, "password"));
    return job(cluster, CONNECTS, env, secrets);
  }

  private PlannedJob job(
      Cluster cluster,
      List<String> command,
      SortedMap<String, String> env,
      SortedMap<String, PlannedJob.SecretKey> secrets) {
    return new PlannedJob(
        new ClusterName(cluster.name()),
        cluster.namespace(),
        cluster.serviceAccount(),
        // Never pulled, where there is none: only whether a Job could be created is looked at.
        image.isEmpty() ? "none" : image,
        command,
        env,
        secrets,
        LONGEST_TRIAL);
  }
}
