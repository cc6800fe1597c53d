package dev.dre.sandbox.databases;

import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.servers.Binaries;
import dev.dre.servers.PostgresServer;
import dev.dre.servers.PostgresSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * One PostgreSQL server for each place where a datastore can live: 16 where they are, 18 where they
 * can go.
 */
public final class Databases implements AutoCloseable {

  /** Superuser of every server; dre's Jobs log in as it. */
  public static final String ADMIN = "postgres";

  /** The application's login role. */
  public static final String APPLICATION = "app";

  /** The application's database. */
  public static final String DATABASE = "app";

  /** Where a datastore's server is. {@code major}: PostgreSQL's version. */
  public record Place(DatastoreName datastore, ClusterName where, int port, int major) {
    /** {@code host:port}. */
    public String address() {
      return "127.0.0.1:" + port;
    }
  }

  private final Map<Place, PostgresServer> servers =
      new ConcurrentSkipListMap<>(Comparator.comparingInt(Place::port));
  private final Binaries binaries;
  private final Path folder;
  private final String adminPassword;
  private final String applicationPassword;

  /** Keeps its data in {@code folder}. */
  public Databases(
      Binaries binaries, Path folder, String adminPassword, String applicationPassword) {
    this.binaries = binaries;
    this.folder = folder;
    this.adminPassword = adminPassword;
    this.applicationPassword = applicationPassword;
  }

  /** Starts the server at {@code place}, or finds it running. */
  public void start(Place place) {
    Path data = folder.resolve("%s-%s".formatted(place.datastore(), place.where()));
    servers.put(
        place,
        PostgresServer.start(
            new PostgresSettings(
                binaries.postgres(place.major()),
                data,
                place.port(),
                adminPassword,
                configuration(place.major()))));
  }

  /** What a move by logical replication needs, and no more memory than a laptop has. */
  private static Map<String, String> configuration(int major) {
    var settings = new TreeMap<String, String>();
    settings.put("wal_level", "logical");
    settings.put("max_wal_senders", "20");
    settings.put("max_replication_slots", "20");
    settings.put("max_logical_replication_workers", "16");
    settings.put("max_sync_workers_per_subscription", "4");
    settings.put("max_worker_processes", "24");
    settings.put("shared_buffers", "256MB");
    settings.put("max_wal_size", "4GB");
    settings.put("checkpoint_timeout", "15min");
    if (major >= 18) {
      settings.put("max_active_replication_origins", "20");
    }
    return settings;
  }

  /**
   * Makes the application's role and database at {@code place} with about {@code bytes} in it;
   * once.
   */
  public void fill(Place place, long bytes, Consumer<String> says)
      throws SQLException, InterruptedException {
    try (Connection connection = admin(place, ADMIN);
        Statement statement = connection.createStatement()) {
      if (missing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + APPLICATION + "'")) {
        statement.execute(
            "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(APPLICATION, applicationPassword));
      }
      if (missing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(DATABASE, APPLICATION));
      }
    }
    // As the superuser: the application's role is closed here once its database has moved away.
    new SampleData(server(place).url(DATABASE), ADMIN, adminPassword).fill(bytes, says);
    try (Connection connection = admin(place, DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "GRANT ALL ON ALL TABLES IN SCHEMA public TO %1$s; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO %1$s"
              .formatted(APPLICATION));
    }
  }

  /** A connection of the superuser. */
  public Connection admin(Place place, String database) throws SQLException {
    return DriverManager.getConnection(server(place).url(database), ADMIN, adminPassword);
  }

  /** Whether the application has anything at {@code place}. */
  public boolean holdsTheApplication(Place place) throws SQLException {
    try (Connection connection = admin(place, ADMIN);
        Statement statement = connection.createStatement()) {
      return !missing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'");
    }
  }

  private static boolean missing(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private PostgresServer server(Place place) {
    PostgresServer server = servers.get(place);
    if (server == null) {
      throw new IllegalStateException("no server was started at " + place);
    }
    return server;
  }

  @Override
  public void close() {
    servers.values().parallelStream().forEach(PostgresServer::close);
  }
}
