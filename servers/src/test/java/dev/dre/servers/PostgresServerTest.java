package dev.dre.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerTest {

  private static final Map<String, String> LOGICAL =
      Map.of("wal_level", "logical", "application_name", "it's quoted");

  private static Binaries binaries;
  @TempDir private Path folder;
  private PostgresSettings settings;

  @BeforeAll
  static void findPrograms() {
    binaries = Binaries.inUserCache(System.out::println);
  }

  @BeforeEach
  void chooseSettings() {
    settings = settings(18, Map.of());
  }

  @AfterEach
  void stop() {
    if (new PostgresFolder(settings.folder()).server().isPresent()) {
      PostgresServer.start(settings).close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 18})
  void aNewServerTakesTheSettingsAndAsksForThePassword(int major) throws Exception {
    settings = settings(major, LOGICAL);

    try (var server = PostgresServer.start(settings)) {
      assertThat(show(server, "server_version")).startsWith(major + ".");
      assertThat(show(server, "wal_level")).isEqualTo("logical");
      assertThat(show(server, "application_name")).isEqualTo("PostgreSQL JDBC Driver");
      assertThat(show(server, "server_encoding")).isEqualTo("UTF8");
      String url = server.url("postgres");
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    assertThat(new PostgresFolder(settings.folder()).server()).isEmpty();
  }

  @Test
  void whatWasWrittenIsThereAfterAnEndAndAStart() throws Exception {
    try (var server = PostgresServer.start(settings)) {
      execute(server, "CREATE TABLE t AS SELECT 42 AS n");
    }

    try (var server = PostgresServer.start(settings)) {
      assertThat(one(server, "SELECT n FROM t")).isEqualTo("42");
    }
  }

  @Test
  void aServerThatWasLeftRunningIsAdopted() throws Exception {
    long left = pid(PostgresServer.start(settings));

    var again = PostgresServer.start(settings);

    assertThat(pid(again)).isEqualTo(left);
    assertThat(one(again, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void otherSettingsRestartTheServer() throws Exception {
    PostgresServer.start(settings);

    settings =
        new PostgresSettings(
            settings.bin(), settings.folder(), FreePort.choose(), "secret", LOGICAL);

    assertThat(show(PostgresServer.start(settings), "wal_level")).isEqualTo("logical");
  }

  @Test
  void aServerThatWasKilledStartsAgain() throws Exception {
    settings = settings(16, Map.of());
    var server = PostgresServer.start(settings);
    execute(server, "CREATE TABLE t AS SELECT 42 AS n");
    ProcessHandle process = new PostgresFolder(settings.folder()).server().orElseThrow();
    List<ProcessHandle> backends = process.children().toList();
    process.destroyForcibly();
    await().until(() -> backends.stream().noneMatch(ProcessHandle::isAlive));
    await().until(() -> !server.isRunning());

    assertThat(one(PostgresServer.start(settings), "SELECT n FROM t")).isEqualTo("42");
  }

  @Test
  void theProcessNumberOfADeadServerMayBelongToSomebodyElse() throws Exception {
    PostgresServer.start(settings).close();
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          settings.folder().resolve("postmaster.pid"),
          "%d\n%s\n1\n1\n\n127.0.0.1\n0 0\nready   \n"
              .formatted(stranger.pid(), settings.folder()));

      assertThat(one(PostgresServer.start(settings), "SELECT 1")).isEqualTo("1");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void whatAKilledInitdbLeftIsMadeAnew() throws Exception {
    Path half = settings.folder().resolveSibling("data.new");
    Files.createDirectories(half);
    Files.writeString(half.resolve("PG_VERSION"), "18");

    assertThat(one(PostgresServer.start(settings), "SELECT 1")).isEqualTo("1");
    assertThat(half).doesNotExist();
  }

  @Test
  void twoServersStartAndStopAtTheSameTime() throws Exception {
    var other =
        new PostgresSettings(
            binaries.postgres(16), folder.resolve("other"), FreePort.choose(), "secret", Map.of());
    var first = CompletableFuture.supplyAsync(() -> PostgresServer.start(settings));
    var second = CompletableFuture.supplyAsync(() -> PostgresServer.start(other));

    assertThat(one(first.get(), "SELECT 1")).isEqualTo("1");
    assertThat(one(second.get(), "SELECT 1")).isEqualTo("1");

    CompletableFuture.allOf(
            CompletableFuture.runAsync(first.get()::close),
            CompletableFuture.runAsync(second.get()::close))
        .get();
    assertThat(first.get().isRunning()).isFalse();
    assertThat(second.get().isRunning()).isFalse();
  }

  @Test
  void aPortThatIsTakenIsSaidWithThePort() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var busy =
          new PostgresSettings(
              binaries.postgres(18),
              folder.resolve("data"),
              taken.getLocalPort(),
              "secret",
              Map.of());

      assertThatThrownBy(() -> PostgresServer.start(busy))
          .isInstanceOf(PortTaken.class)
          .hasMessage(
              "Port %d, where PostgreSQL of data should listen, is taken by another program."
                  .formatted(taken.getLocalPort()));
    }
  }

  private PostgresSettings settings(int major, Map<String, String> configuration) {
    return new PostgresSettings(
        binaries.postgres(major),
        folder.resolve("data"),
        FreePort.choose(),
        "secret",
        configuration);
  }

  private static long pid(PostgresServer server) throws SQLException, java.io.IOException {
    String data = show(server, "data_directory");
    return Long.parseLong(Files.readAllLines(Path.of(data, "postmaster.pid")).getFirst().strip());
  }

  private static String show(PostgresServer server, String setting) throws SQLException {
    return one(server, "SHOW " + setting);
  }

  private static String one(PostgresServer server, String query) throws SQLException {
    try (Connection connection = connect(server);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.url("postgres"), "postgres", "secret");
  }
}
