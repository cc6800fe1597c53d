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
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack's stand-in, Temporal and the bot on this machine, and everything else in two real clusters:
 * Jobs, and a PostgreSQL 16 and 18 for db-42. The worker is here too, or one is in each cluster.
 */
final class RealSandbox implements AutoCloseable {

  static final String SERVER = "db-42";

  /** Who runs the Jobs. */
  enum Workers {
    /** One in this process, with a kubeconfig of both clusters. */
    CENTRAL,
    /** One release of the chart in each cluster, which dials out to Temporal. */
    INSTALLED
  }

  private static final Logger LOG = LoggerFactory.getLogger(RealSandbox.class);

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final DatastoreName DB_42 = new DatastoreName("db-42");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long BYTES = 40_000_000;
  private static final int PER_SECOND = 100;
  private static final String PASSWORD = UUID.randomUUID().toString();

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final List<HelmRelease> releases = new ArrayList<>();
  private final String namespace = "dre-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final Path state;
  private final RealCluster clusterA;
  private final RealCluster clusterB;
  private final Sandbox sandbox;
  private final Configuration configuration;
  private final Chat chat;
  private final ByChat byChat;

  RealSandbox(Path state, Workers workers) throws Exception {
    this.state = state;
    boolean central = workers == Workers.CENTRAL;
    try {
      Path given = Path.of(given("DRE_TEST_KUBECONFIG"));
      clusterA = closeLater(new RealCluster("cluster-a", namespace, given, central));
      clusterB = closeLater(new RealCluster("cluster-b", namespace, given, central));
      startServers();
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
      configuration = configure(central);
      if (central) {
        closeLater(
            OperationWorker.start(
                sandbox.temporal(),
                List.copyOf(configuration.clusters().values()),
                true,
                configuration.settings().http()));
      } else {
        install(clusterA, given, true);
        install(clusterB, given, false);
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

  private static String given(String variable) {
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
    clusterA.awaitPostgres(SERVER, PASSWORD);
    clusterB.awaitPostgres(SERVER, PASSWORD);
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

  /** {@code config/example} with what is here in it, and the worker's own access. */
  private Configuration configure(boolean central) throws IOException {
    Path kubeconfig = state.resolve("kubeconfig");
    if (central) {
      Files.writeString(kubeconfig, Serialization.asYaml(access()));
    }
    Path folder = Files.createDirectories(state.resolve("config"));
    for (Path file : files(HOME.resolve("config/example"))) {
      String text =
          Files.readString(file)
              .replace("~/.kube/config", kubeconfig.toString())
              .replace("../runbooks", HOME.resolve("config/runbooks").toString())
              .replace("namespace: dre-jobs", "namespace: " + namespace)
              .replaceAll("(toolbox: ).*", "$1" + given("DRE_TEST_TOOLBOX_IMAGE"));
      for (RealCluster cluster : List.of(clusterA, clusterB)) {
        String letter = cluster.name().substring("cluster-".length());
        String[] address = cluster.address(SERVER).split(":", 2);
        text =
            text.replace(
                "host: db-42.%s.example, port: 5432".formatted(letter),
                "host: %s, port: %s".formatted(address[0], address[1]));
      }
      Files.writeString(folder.resolve(file.getFileName()), central ? withWorkload(text) : text);
    }
    return Configuration.load(folder);
  }

  /** In cluster-a db-42 is run by a StatefulSet that the worker may change. */
  private String withWorkload(String text) {
    return text.replace(
            "secret: db-42-cluster-a,",
            "secret: db-42-cluster-a, workload: statefulset/%s, namespace: %s,"
                .formatted(SERVER, clusterA.databases()))
        .replaceAll(
            "(?m)^( +)(kubeconfig: .*context: cluster-a .*)$",
            "$1changes: { namespaces: [%s] }\n$1$2".formatted(clusterA.databases()));
  }

  /**
   * The worker alone, inside {@code cluster}; {@code withWorkflows} where operations are served.
   */
  private void install(RealCluster cluster, Path kubeconfig, boolean withWorkflows)
      throws Exception {
    String temporal = sandbox.temporal().getWorkflowServiceStubs().getOptions().getTarget();
    var reached = closeLater(new Forwarder(cluster.node(), temporal));
    String image = given("DRE_TEST_DRE_IMAGE");
    int tag = image.lastIndexOf(':');
    var config = new TreeMap<String, Object>();
    for (Path file : files(state.resolve("config"))) {
      config.put(
          file.getFileName().toString(),
          Files.readString(file)
              .replace(HOME.resolve("config/runbooks").toString(), "/app/runbooks")
              // The other one is not this worker's affair.
              .replaceAll("(?m)^ +kubeconfig: .*$", "    in_cluster: true"));
    }
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

  private Config access() {
    Config one = clusterA.kubeconfig();
    Config other = clusterB.kubeconfig();
    one.setClusters(both(one.getClusters(), other.getClusters()));
    one.setUsers(both(one.getUsers(), other.getUsers()));
    one.setContexts(both(one.getContexts(), other.getContexts()));
    return one;
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Writes to db-42 wherever it lives, until it is closed. */
  LoadGenerator load() {
    return closeLater(
        LoadGenerator.start(
            List.of(clusterA.address(SERVER), clusterB.address(SERVER)),
            "app",
            "app",
            PASSWORD,
            PER_SECOND));
  }

  String password() {
    return PASSWORD;
  }

  /** The image of the Jobs, with bash. */
  String toolbox() {
    return given("DRE_TEST_TOOLBOX_IMAGE");
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
  private void approve(OperationId id, String step) {
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
    approve(id, "cut_over");
    approve(id, "retire");
    Operation ended = until(id, o -> o.state().isFinal() || o.state() == State.BLOCKED);
    assertThat(ended.state()).as(ended.status().trouble().toString()).isEqualTo(State.SUCCEEDED);
    // The old side is closed, so what is promised from here on is promised by the new one.
    long before = load.commits();
    await().atMost(PATIENCE).until(() -> load.commits() > before + 100);
    load.close();
    try (var connection = clusterB.connect(SERVER, "app", PASSWORD)) {
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
