package dev.dre.sandbox;

import dev.dre.bot.Bot;
import dev.dre.bot.SlackSettings;
import dev.dre.config.Configuration;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.databases.Databases.Place;
import dev.dre.sandbox.faults.BrokenReplication;
import dev.dre.sandbox.faults.Fault;
import dev.dre.sandbox.faults.SlackTroubles;
import dev.dre.sandbox.faults.Switch;
import dev.dre.sandbox.faults.Switchboard;
import dev.dre.sandbox.faults.SwitchboardApi;
import dev.dre.sandbox.faults.UnwritableFile;
import dev.dre.sandbox.load.LoadGenerator;
import dev.dre.sandbox.pager.PagerStandIn;
import dev.dre.sandbox.samples.StatusPage;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.sandbox.slack.SlackStandInOptions;
import dev.dre.sandbox.slack.workspace.Workspace;
import dev.dre.servers.Binaries;
import dev.dre.servers.TemporalServer;
import dev.dre.servers.TemporalSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole sandbox at work. Goes on with what an earlier one in the same state folder left, however
 * it ended.
 */
public final class Sandbox implements AutoCloseable {

  public static final ClusterName CLUSTER_A = new ClusterName("cluster-a");
  public static final ClusterName CLUSTER_B = new ClusterName("cluster-b");
  public static final List<ClusterName> CLUSTERS = List.of(CLUSTER_A, CLUSTER_B);

  /** A place in cluster-a with a newer server, to which db-43 can be upgraded. */
  public static final ClusterName CLUSTER_A_18 = new ClusterName("cluster-a-18");

  public static final DatastoreName DB_42 = new DatastoreName("db-42");
  public static final DatastoreName DB_43 = new DatastoreName("db-43");
  public static final List<DatastoreName> DATASTORES = List.of(DB_42, DB_43);

  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Map<ClusterName, Integer> POSTGRES =
      Map.of(CLUSTER_A, 16, CLUSTER_A_18, 18, CLUSTER_B, 18);

  private final SandboxOptions options;
  private final Binaries binaries;
  private final Secrets secrets;
  private final Toolbox toolbox;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Map<DatastoreName, LoadGenerator> loads = new TreeMap<>();
  private final Databases databases;
  private final Switchboard faults = new Switchboard();
  private @Nullable SlackStandIn slack;
  private @Nullable PagerStandIn pager;
  private @Nullable Clusters clusters;
  private @Nullable WorkflowClient temporal;

  private Sandbox(SandboxOptions options) {
    this.options = options;
    binaries = Binaries.inUserCache(options.says());
    secrets = new Secrets(options.state().resolve("secrets"));
    toolbox = new Toolbox(options.home());
    databases =
        new Databases(
            binaries,
            options.state().resolve("postgres"),
            secrets.get("admin"),
            secrets.get("application"));
  }

  /**
   * Starts the parts that are wanted, and returns when all of them can be used.
   *
   * @throws dev.dre.servers.PortTaken when a port belongs to another program
   * @throws IllegalStateException when the state folder does, with the remedy
   */
  public static Sandbox start(SandboxOptions options) throws Exception {
    var lock = StateLock.take(options.state());
    var sandbox = new Sandbox(options);
    sandbox.closeLater(lock);
    try {
      options.ports().check(options.parts());
      sandbox.startParts();
      return sandbox;
    } catch (Exception e) {
      sandbox.close();
      throw e;
    }
  }

  private boolean wants(Part part) {
    return options.parts().contains(part);
  }

  private void startParts() throws Exception {
    var servers = new ArrayList<Callable<@Nullable Void>>();
    if (wants(Part.POSTGRES)) {
      closeLater(databases);
      for (Place place : places()) {
        servers.add(
            () -> {
              databases.start(place);
              return null;
            });
      }
    }
    if (wants(Part.TEMPORAL)) {
      servers.add(
          () -> {
            var server = Restartable.started(this::startTemporal, TemporalServer::close);
            closeLater(server);
            faults.add(
                Fault.TEMPORAL_DOWN,
                Switch.of(() -> server.end(TemporalServer::kill), server::start));
            return null;
          });
    }
    if (wants(Part.SLACK)) {
      servers.add(
          () -> {
            slack =
                SlackStandIn.start(
                    new SlackStandInOptions(
                        options.ports().chat(),
                        options.state().resolve("slack"),
                        Workspace.sandbox()),
                    new SwitchboardApi(faults)::addTo);
            closeLater(slack);
            SlackTroubles.addTo(faults, slack.faults());
            return null;
          });
      var receiver = PagerStandIn.start(options.ports().pager());
      pager = receiver;
      closeLater(receiver);
      faults.add(
          Fault.PAGER_FAILS, Switch.of(() -> receiver.fails(true), () -> receiver.fails(false)));
    }
    if (wants(Part.WORKER)) {
      closeLater(StatusPage.start(options.ports().statusPage()));
    }
    if (wants(Part.CLUSTERS)) {
      servers.add(
          () -> {
            clusters =
                Clusters.start(
                    options.state(),
                    options.ports(),
                    toolbox.image(),
                    List.of(toolbox.bin(), binaries.postgres(18)));
            closeLater(clusters);
            clusters.addTo(faults, options.state().resolve("faults"));
            return null;
          });
    }
    together(servers);
    Configuration configuration = configuration();
    if (clusters != null) {
      clusters.prepare(configuration, secrets.get("admin"));
    }
    if (wants(Part.POSTGRES)) {
      fillDatabases();
      var places = places().stream().filter(p -> p.datastore().equals(DB_42)).toList();
      faults.add(Fault.GUARD_BREACHES, new BrokenReplication(databases, places));
    }
    if (wants(Part.WORKER)) {
      closeLater(Workers.start(temporal(), configuration, faults));
    }
    if (wants(Part.BOT)) {
      faults.add(Fault.AUDIT_FAILS, new UnwritableFile(auditFile()));
      closeLater(
          Bot.start(
              configuration,
              new SlackSettings(
                  SlackStandIn.BOT_TOKEN, SlackStandIn.APP_TOKEN, Optional.of(slackApi())),
              temporal(),
              auditFile()));
    }
    if (wants(Part.LOAD)) {
      startLoad();
    }
    // Ended before all else: each of them needs its part to be mended.
    closeLater(faults);
  }

  private synchronized void closeLater(AutoCloseable part) {
    started.push(part);
  }

  private static void together(List<Callable<@Nullable Void>> tasks) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<@Nullable Void> task : executor.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Configuration configuration() {
    return new SandboxConfiguration(options.home(), configFolder(), options.ports())
        .write(options.state().resolve("kubeconfig"), toolbox.image());
  }

  private TemporalServer startTemporal() {
    return TemporalServer.start(
        new TemporalSettings(
            binaries.temporal(),
            options.state().resolve("temporal"),
            options.ports().temporal(),
            OptionalInt.of(options.ports().temporalUi()),
            false,
            Map.of(OperationIds.OPERATION.getName(), "Keyword")));
  }

  private void fillDatabases() throws Exception {
    var tasks = new ArrayList<Callable<@Nullable Void>>();
    for (DatastoreName datastore : DATASTORES) {
      long bytes = datastore.equals(DB_42) ? options.bytes() : options.bytes() / 4;
      tasks.add(
          () -> {
            databases.fill(
                place(datastore, CLUSTER_A),
                bytes,
                says -> options.says().accept("filling %s: %s".formatted(datastore, says)));
            return null;
          });
    }
    together(tasks);
  }

  private void startLoad() {
    for (DatastoreName datastore : DATASTORES) {
      var load =
          LoadGenerator.start(
              placesOf(datastore).stream().map(p -> place(datastore, p).address()).toList(),
              Databases.DATABASE,
              Databases.APPLICATION,
              secrets.get("application"),
              options.perSecond());
      loads.put(datastore, load);
      closeLater(load);
    }
  }

  private List<Place> places() {
    return DATASTORES.stream()
        .flatMap(d -> placesOf(d).stream().map(where -> place(d, where)))
        .toList();
  }

  /** Where {@code datastore} can live: in each cluster, and db-43 in one of them twice. */
  static List<ClusterName> placesOf(DatastoreName datastore) {
    return datastore.equals(DB_43) ? List.of(CLUSTER_A, CLUSTER_B, CLUSTER_A_18) : CLUSTERS;
  }

  /** Where the server of {@code datastore} in its place {@code where} is. */
  public Place place(DatastoreName datastore, ClusterName where) {
    return new Place(
        datastore,
        where,
        options.ports().postgres(datastore, where),
        POSTGRES.getOrDefault(where, 16));
  }

  public Databases databases() {
    return databases;
  }

  /** What can be made to go wrong, and does. */
  public Switchboard faults() {
    return faults;
  }

  /** The application that writes to {@code datastore}. */
  public LoadGenerator load(DatastoreName datastore) {
    var load = loads.get(datastore);
    if (load == null) {
      throw new IllegalStateException("no load runs on " + datastore);
    }
    return load;
  }

  /** Slack, as tests and the demo use it. */
  public SlackStandIn slack() {
    if (slack == null) {
      throw new IllegalStateException("the Slack stand-in was not started");
    }
    return slack;
  }

  /** The names of the Jobs of {@code operation}, in all clusters, that are still kept. */
  public List<String> jobsOf(OperationId operation) {
    return clusters == null
        ? List.of()
        : clusters.jobs(Map.of("dre.dev/operation", operation.value()), false);
  }

  /** The same, of one purpose: {@code step}, {@code verify}, {@code residue} and so on. */
  public List<String> jobsOf(OperationId operation, String purpose) {
    return clusters == null
        ? List.of()
        : clusters.jobs(
            Map.of("dre.dev/operation", operation.value(), "dre.dev/purpose", purpose), false);
  }

  /** The names of the Jobs of steps that have not ended, in all clusters. */
  public List<String> runningSteps() {
    return clusters == null ? List.of() : clusters.jobs(Map.of("dre.dev/purpose", "step"), true);
  }

  /** The names of dre's Jobs that have not ended, in all clusters. */
  public List<String> runningJobs() {
    return clusters == null
        ? List.of()
        : clusters.jobs(Map.of("app.kubernetes.io/managed-by", "dre"), true);
  }

  public Path configFolder() {
    return options.state().resolve("config");
  }

  public Path auditFile() {
    return options.state().resolve("audit.jsonl");
  }

  /** What would have woken somebody; there when the chat is. */
  public PagerStandIn pager() {
    return Objects.requireNonNull(pager);
  }

  /** The Web API of the stand-in, ending with {@code /api/}. */
  public String slackApi() {
    return "http://127.0.0.1:%d/api/".formatted(options.ports().chat());
  }

  /** {@code host:port}. */
  public String temporalAddress() {
    return "127.0.0.1:" + options.ports().temporal();
  }

  public synchronized WorkflowClient temporal() {
    if (temporal == null) {
      var stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(temporalAddress()).build());
      temporal =
          WorkflowClient.newInstance(
              stubs,
              WorkflowClientOptions.newBuilder()
                  .setDataConverter(OperationDataConverter.create())
                  .build());
      closeLater(stubs::shutdownNow);
    }
    return temporal;
  }

  /** The operations of the sandbox, for whoever looks past the chat. */
  public Operations operations() {
    return new TemporalOperations(
        temporal(), Executors.newVirtualThreadPerTaskExecutor(), PATIENCE);
  }

  /** In the reverse order of starting: who writes goes before what is written to. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("closing {}: {}", part.getClass().getSimpleName(), String.valueOf(e.getMessage()));
      }
    }
  }
}
