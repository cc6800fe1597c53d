package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.Bot;
import dev.dre.bot.SlackSettings;
import dev.dre.bot.words.Buttons;
import dev.dre.config.Configuration;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Part;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.SandboxOptions;
import dev.dre.sandbox.Terminal;
import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.databases.SampleData;
import dev.dre.sandbox.demo.Chat;
import dev.dre.sandbox.endtoend.ByChat;
import dev.dre.sandbox.endtoend.FreePorts;
import dev.dre.sandbox.load.LoadGenerator;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.worker.OperationWorker;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack's stand-in, Temporal and the bot on this machine, and everything else in two real clusters:
 * Jobs, and a PostgreSQL 16 and 18 for db-42. The worker is here too, or one is in each cluster.
 */
final class RealSandbox implements AutoCloseable {

  static final String SERVER = "db-42";

  /** Another place of it in cluster-b, where nothing is until it is made; with a central worker. */
  static final String PROVISIONED = "cluster-b-new";

  /** Another place of it in cluster-a, for a newer server, which nobody has started. */
  static final String NEWER = "cluster-a-18";

  /** Who runs the Jobs. */
  enum Workers {
    /** One in this process, with a kubeconfig of both clusters. */
    CENTRAL,
    /** One release of the chart in each cluster, which dials out to Temporal. */
    INSTALLED
  }

  private static final Logger LOG = LoggerFactory.getLogger(RealSandbox.class);

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  static final DatastoreName DB_42 = new DatastoreName("db-42");
  private static final long MEGABYTES = Long.getLong("dre.real.megabytes", 40);
  private static final int PER_SECOND = Integer.getInteger("dre.real.per-second", 100);

  /** A second more for each megabyte, for a disk that is shared. */
  private static final Duration PATIENCE = Duration.ofMinutes(5).plusSeconds(MEGABYTES);

  private static final long BYTES = MEGABYTES * 1_000_000;
  private static final String PASSWORD = UUID.randomUUID().toString();

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final List<HelmRelease> releases = new ArrayList<>();
  private final String namespace = "dre-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final RealCluster clusterA;
  private final RealCluster clusterB;
  private final Sandbox sandbox;
  private final Configuration configuration;
  private final Chat chat;
  private final ByChat byChat;
  private final String provisioned;
  private final String newer;
  private final Optional<RealPooler> pooler;

  RealSandbox(Path state, Workers workers) throws Exception {
    this(state, workers, Optional.empty());
  }

  /**
   * @param pgbouncer the program, for one before db-42; empty: clients know both servers
   */
  RealSandbox(Path state, Workers workers, Optional<Path> pgbouncer) throws Exception {
    boolean central = workers == Workers.CENTRAL;
    try {
      Path given = Path.of(given("DRE_TEST_KUBECONFIG"));
      clusterA = closeLater(new RealCluster("cluster-a", namespace, given, central));
      clusterB = closeLater(new RealCluster("cluster-b", namespace, given, central));
      startServers();
      provisioned = central ? openProvisioned() : "";
      newer = central ? clusterA.opened(NEWER) : "";
      pooler =
          pgbouncer.isPresent()
              ? Optional.of(
                  closeLater(
                      RealPooler.start(pgbouncer.get(), List.of(clusterA, clusterB), PASSWORD)))
              : Optional.empty();
      var log = Files.createDirectories(Path.of("target/end-to-end")).resolve("real-clusters.log");
      var terminal =
          new Terminal(
              new PrintStream(new FileOutputStream(log.toFile()), true, StandardCharsets.UTF_8),
              false);
      sandbox =
          closeLater(
              Sandbox.start(
                  new SandboxOptions(
                      HOME,
                      state.resolve("sandbox"),
                      FreePorts.find(),
                      BYTES,
                      PER_SECOND,
                      EnumSet.of(Part.SLACK, Part.TEMPORAL),
                      terminal::progress)));
      chat = new Chat(sandbox.slack(), terminal);
      byChat = new ByChat(chat, sandbox.slack(), sandbox.operations(), PATIENCE);
      var files = new RealConfiguration(HOME, state, clusterA, clusterB, pooler);
      configuration =
          central ? files.ofCentralWorker(provisioned, newer) : files.ofInstalledWorkers();
      if (central) {
        closeLater(
            OperationWorker.start(
                sandbox.temporal(),
                List.copyOf(configuration.clusters().values()),
                true,
                configuration.settings().http()));
      } else {
        install(clusterA, given, files.inAnImage(), true);
        install(clusterB, given, files.inAnImage(), false);
      }
      closeLater(
          Bot.start(
              configuration,
              new SlackSettings(
                  SlackStandIn.BOT_TOKEN, SlackStandIn.APP_TOKEN, Optional.of(sandbox.slackApi())),
              sandbox.temporal(),
              sandbox.auditFile()));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    started.push(part);
    return part;
  }

  static String given(String variable) {
    return Objects.requireNonNull(
        System.getenv(variable), variable + " is not set: ./dre test --clusters sets it");
  }

  private void startServers() throws SQLException, InterruptedException {
    for (RealCluster cluster : List.of(clusterA, clusterB)) {
      for (String place : List.of("cluster-a", "cluster-b")) {
        cluster.secret("db-42-" + place, PASSWORD);
      }
    }
    clusterA.startPostgres(SERVER, given("DRE_TEST_POSTGRES_16_IMAGE"), "db-42-cluster-a");
    clusterB.startPostgres(SERVER, given("DRE_TEST_POSTGRES_18_IMAGE"), "db-42-cluster-b");
    for (RealCluster cluster : List.of(clusterA, clusterB)) {
      cluster.opened(SERVER);
      cluster.awaitPostgres(SERVER, PASSWORD);
    }
    try (var connection = clusterA.connect(SERVER, "postgres", PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE app LOGIN PASSWORD '%s'".formatted(PASSWORD));
      statement.execute("CREATE DATABASE app OWNER app");
    }
    new SampleData(clusterA.url(SERVER, "app"), Databases.ADMIN, PASSWORD).fill(BYTES, says -> {});
    try (var connection = clusterA.connect(SERVER, "app", PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(
          "GRANT ALL ON ALL TABLES IN SCHEMA public TO app; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO app");
    }
  }

  /** Starts the server in the place {@link #NEWER}, of a newer major version; its address. */
  String startNewer() {
    clusterA.startPostgres(NEWER, given("DRE_TEST_POSTGRES_18_IMAGE"), "db-42-cluster-a");
    clusterA.awaitPostgres(NEWER, PASSWORD);
    return newer;
  }

  /** Where the server is reached that the runbook {@code provision} makes. */
  private String openProvisioned() {
    clusterB.secret(clusterB.databases(), "db-42-cluster-b", Databases.ADMIN, PASSWORD);
    return clusterB.opened(
        clusterB.databases(),
        SERVER + "-outside",
        Map.of("app.kubernetes.io/name", "postgres", "app.kubernetes.io/instance", SERVER));
  }

  /**
   * The worker alone, inside {@code cluster}; {@code withWorkflows} where operations are served.
   */
  private void install(
      RealCluster cluster, Path kubeconfig, Map<String, String> config, boolean withWorkflows)
      throws Exception {
    String temporal = sandbox.temporal().getWorkflowServiceStubs().getOptions().getTarget();
    var reached = closeLater(new Forwarder(cluster.node(), temporal));
    String image = given("DRE_TEST_DRE_IMAGE");
    int tag = image.lastIndexOf(':');
    releases.add(
        closeLater(
            new HelmRelease(
                given("DRE_TEST_HELM"),
                kubeconfig,
                cluster.name(),
                namespace,
                "dre",
                Map.of(
                    "image",
                    Map.of(
                        "repository",
                        image.substring(0, tag),
                        "tag",
                        image.substring(tag + 1),
                        "pullPolicy",
                        "Never"),
                    "config",
                    config,
                    "temporal",
                    Map.of("address", reached.address(), "namespace", "default"),
                    "bot",
                    Map.of("enabled", false),
                    "worker",
                    Map.of("workflows", withWorkflows, "clusters", List.of(cluster.name())),
                    "jobs",
                    Map.of("namespaces", List.of(Map.of("name", namespace)))))));
  }

  /** In the order of the clusters; none where the worker is central. */
  List<HelmRelease> releases() {
    return List.copyOf(releases);
  }

  /** {@code host:port} of what is in the place {@link #PROVISIONED}. */
  String provisioned() {
    return provisioned;
  }

  /** Writes to db-42 wherever it lives, until it is closed. */
  LoadGenerator load() {
    return load(clusterB.address(SERVER));
  }

  /** Writes to db-42 in cluster-a or at {@code other}, until it is closed. */
  LoadGenerator load(String other) {
    return closeLater(
        LoadGenerator.start(
            List.of(clusterA.address(SERVER), other), "app", "app", PASSWORD, PER_SECOND));
  }

  /** Writes to db-42 through its PgBouncer, until it is closed. */
  LoadGenerator loadThroughPgBouncer() {
    return closeLater(
        LoadGenerator.start(
            List.of(pooler.orElseThrow().address()), "app", "app", PASSWORD, PER_SECOND));
  }

  String password() {
    return PASSWORD;
  }

  /** The image of the Jobs, with bash. */
  String toolbox() {
    return given("DRE_TEST_TOOLBOX_IMAGE");
  }

  /** The image of the server in cluster-a, under a tag that says its version. */
  String postgres16() throws SQLException {
    String[] image = given("DRE_TEST_POSTGRES_16_IMAGE").split("@", 2);
    try (var connection = clusterA.connect(SERVER, "postgres", PASSWORD)) {
      return "%s:%s@%s"
          .formatted(image[0], connection.getMetaData().getDatabaseProductVersion(), image[1]);
    }
  }

  RealCluster clusterA() {
    return clusterA;
  }

  RealCluster clusterB() {
    return clusterB;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Configuration configuration() {
    return configuration;
  }

  Chat chat() {
    return chat;
  }

  /** Alice asks for db-42 to be moved; it is seen as soon as it has begun. */
  OperationId migrate() {
    return starts("/dre migrate db-42 --to cluster-b --soak 10s");
  }

  /** What alice types, about db-42. */
  OperationId starts(String command) {
    return byChat.starts(DB_42, command);
  }

  /** So that the next test finds db-42 free, however the last one ended. */
  void endsWhatRuns() {
    byChat.endsWhatRuns();
  }

  /** Bob approves {@code step} as soon as he is asked. */
  void approve(OperationId id, String step) {
    Operation asked =
        until(
            id,
            o ->
                o.state() == State.BLOCKED
                    || o.gate().filter(g -> g.step().value().equals(step)).isPresent());
    assertThat(asked.state()).as(asked.status().trouble().toString()).isNotEqualTo(State.BLOCKED);
    chat.clicks("bob", id, Buttons.APPROVE, "Approve");
  }

  /** Both gates are approved, and it ends well: what {@code load} was promised is there. */
  void movesWithoutLoss(OperationId id, LoadGenerator load) throws SQLException {
    movesWithoutLoss(id, load, clusterB.address(SERVER), "");
  }

  /**
   * The same, to {@code address}; {@code within}: what the names of the steps of {@code migrate}
   * begin with.
   */
  void movesWithoutLoss(OperationId id, LoadGenerator load, String address, String within)
      throws SQLException {
    approve(id, within + "cut_over");
    approve(id, within + "retire");
    succeeds(id);
    lostNothing(load, address);
  }

  /** It ends well. */
  Operation succeeds(OperationId id) {
    Operation ended = until(id, o -> o.state().isFinal() || o.state() == State.BLOCKED);
    assertThat(ended.state()).as(ended.status().trouble().toString()).isEqualTo(State.SUCCEEDED);
    return ended;
  }

  /** After a move that succeeded: what {@code load} was promised is at {@code address}. */
  void lostNothing(LoadGenerator load, String address) throws SQLException {
    // The old side is closed, so what is promised from here on is promised by the new one.
    long before = load.commits();
    await().atMost(PATIENCE).until(() -> load.commits() > before + 100);
    load.close();
    try (var connection =
        DriverManager.getConnection(
            "jdbc:postgresql://%s/app".formatted(address), Databases.ADMIN, PASSWORD)) {
      assertThat(load.lost(connection)).isZero();
    }
  }

  /** The operation once it is {@code so}. */
  Operation until(OperationId id, Predicate<Operation> so) {
    return byChat.until(id, so);
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("closing {}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
