package dev.dre.sandbox.databases;

import dev.dre.sandbox.load.LoadGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tables of a payments application, with as much in them as is asked for. */
public final class SampleData {

  private static final List<String> SUBJECTS =
      List.of("orders", "invoices", "refunds", "shipments", "customers", "sessions", "events");

  private static final int TABLES = 21;

  /** What a row of ours takes in its table, without indexes, measured with PostgreSQL 16. */
  private static final int BYTES_PER_ROW = 200;

  private static final int FILLERS = 2;

  /** Makes the tables that a {@link LoadGenerator} writes to, without accounts. */
  public static final List<String> WRITTEN =
      List.of(
          "CREATE TABLE IF NOT EXISTS accounts (id int PRIMARY KEY, balance bigint NOT NULL)",
          """
          CREATE TABLE IF NOT EXISTS %s (
            run text NOT NULL, writer int NOT NULL, number int NOT NULL, amount int NOT NULL,
            at timestamptz NOT NULL DEFAULT clock_timestamp(), id bigserial,
            PRIMARY KEY (run, writer, number))"""
              .formatted(LoadGenerator.TABLE));

  private final String url;
  private final String user;
  private final String password;

  /** Of the database at {@code url}, as a user who may make tables there. */
  public SampleData(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Fills an empty database; one that has been filled is left as it is. */
  public void fill(long bytes, Consumer<String> says) throws SQLException, InterruptedException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      if (filled(statement)) {
        return;
      }
      for (String each : WRITTEN) {
        statement.execute(each);
      }
      statement.execute(
          "INSERT INTO accounts SELECT i, 0 FROM generate_series(1, 1000) i ON CONFLICT DO NOTHING");
      fillTables(bytes, says);
      statement.execute("CREATE TABLE sandbox_filled (id int PRIMARY KEY)");
      statement.execute("ANALYZE");
    }
  }

  private static boolean filled(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("SELECT to_regclass('sandbox_filled') IS NOT NULL")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private void fillTables(long bytes, Consumer<String> says)
      throws SQLException, InterruptedException {
    long rows = Math.max(100, bytes / TABLES / BYTES_PER_ROW);
    try (var executor = Executors.newFixedThreadPool(FILLERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < TABLES; i++) {
        String table = SUBJECTS.get(i % SUBJECTS.size()) + "_" + (i / SUBJECTS.size() + 1);
        running.add(
            executor.submit(
                () -> {
                  fillTable(table, rows);
                  return null;
                }));
      }
      for (int i = 0; i < running.size(); i++) {
        running.get(i).get();
        says.accept("%d of %d tables".formatted(i + 1, TABLES));
      }
    } catch (ExecutionException e) {
      throw new SQLException("filling the sandbox's database failed", e.getCause());
    }
  }

  private void fillTable(String table, long rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DROP TABLE IF EXISTS %1$s;
          CREATE TABLE %1$s (
            id bigserial PRIMARY KEY, customer int NOT NULL, amount numeric(12,2) NOT NULL,
            state text NOT NULL, created timestamptz NOT NULL, note text);
          INSERT INTO %1$s (customer, amount, state, created, note)
            SELECT i %% 50000, (i %% 100000) / 100.0, (ARRAY['new','paid','sent'])[1 + i %% 3],
                   timestamptz '2026-01-01' + i * interval '1 second',
                   md5(i::text) || md5((i + 1)::text) || md5((i + 2)::text) || md5((i + 3)::text)
            FROM generate_series(1, %2$d) i;
          CREATE INDEX ON %1$s (customer);
          CREATE INDEX ON %1$s (created);
          """
              .formatted(table, rows));
    }
  }
}
