package dev.dre.bench.move;

import dev.dre.servers.Binaries;
import dev.dre.servers.FreePort;
import dev.dre.servers.PgBouncer;
import dev.dre.servers.PostgresServer;
import dev.dre.servers.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Two servers as they are after an installation, but for what logical replication needs, and a
 * PgBouncer before them.
 */
final class Ground implements AutoCloseable {

  static final String PASSWORD = "bench";
  static final String ROLE = "app";
  static final String DATABASE = "app";

  private final PostgresServer source;
  private final PostgresServer target;
  private final PgBouncer pgbouncer;

  private Ground(PostgresServer source, PostgresServer target, PgBouncer pgbouncer) {
    this.source = source;
    this.target = target;
    this.pgbouncer = pgbouncer;
  }

  static Ground in(Path folder, Consumer<String> says) {
    Path program = PgBouncer.program().orElseThrow();
    var binaries = Binaries.inUserCache(says);
    var source = server(binaries.postgres(16), folder.resolve("source"), Map.of());
    try {
      var target =
          server(
              binaries.postgres(18),
              folder.resolve("target"),
              Map.of("max_active_replication_origins", "20"));
      var pgbouncer =
          PgBouncer.start(
              program,
              Map.of(PgBouncer.ADMIN, PASSWORD, ROLE, PASSWORD),
              DATABASE,
              "transaction",
              Map.of(
                  "source", new PgBouncer.Side(source.port(), DATABASE),
                  "target", new PgBouncer.Side(target.port(), DATABASE)),
              "source");
      return new Ground(source, target, pgbouncer);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static PostgresServer server(Path bin, Path folder, Map<String, String> more) {
    var settings =
        new TreeMap<>(
            Map.of(
                "wal_level", "logical",
                "max_connections", "200",
                "max_wal_senders", "20",
                "max_replication_slots", "20",
                "max_worker_processes", "20",
                "max_logical_replication_workers", "12",
                "max_sync_workers_per_subscription", "4",
                "max_wal_size", "8GB",
                "shared_buffers", "512MB"));
    settings.putAll(more);
    return PostgresServer.start(
        new PostgresSettings(bin, folder, FreePort.choose(), PASSWORD, settings));
  }

  PgBouncer pgbouncer() {
    return pgbouncer;
  }

  PostgresServer source() {
    return source;
  }

  PostgresServer target() {
    return target;
  }

  /** At PgBouncer's console, one after the other; it does not speak with the JDBC driver. */
  void console(String... commands) throws IOException, InterruptedException {
    var words =
        new ArrayList<>(
            List.of(target.bin().resolve("psql").toString(), "-XqAt", "-v", "ON_ERROR_STOP=1"));
    for (String command : commands) {
      words.addAll(List.of("-c", command));
    }
    var psql = new ProcessBuilder(words).inheritIO();
    psql.environment()
        .putAll(
            Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(pgbouncer.port()),
                "PGUSER",
                PgBouncer.ADMIN,
                "PGPASSWORD",
                PASSWORD,
                "PGDATABASE",
                "pgbouncer"));
    if (psql.start().waitFor() != 0) {
      throw new IllegalStateException("PgBouncer refuses " + List.of(commands));
    }
  }

  static Connection superuser(PostgresServer server, String database) throws SQLException {
    return DriverManager.getConnection(server.url(database), "postgres", PASSWORD);
  }

  /** As the superuser. */
  static void run(PostgresServer server, String database, String... statements) {
    try (Connection connection = superuser(server, database);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of all rows. */
  static List<String> all(PostgresServer server, String database, String query) {
    try (Connection connection = superuser(server, database);
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String one(PostgresServer server, String database, String query) {
    return all(server, database, query).getFirst();
  }

  @Override
  public void close() {
    pgbouncer.close();
    target.close();
    source.close();
  }
}
