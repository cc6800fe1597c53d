package dev.dre.bench.move;

import dev.dre.bench.Row;
import dev.dre.bench.Samples;
import dev.dre.sandbox.databases.SampleData;
import dev.dre.sandbox.load.LoadGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Moves a database behind PgBouncer under writes, and cuts over again and again. Beside it, before,
 * the same tables by plain logical replication: a subscription with its defaults to a database that
 * has all its indexes.
 */
public final class Move implements AutoCloseable {

  private static final int CUT_OVERS = 10;
  private static final int TABLES = 8;
  private static final int DEFAULT_MB = 1000;
  private static final int PER_SECOND = 400;

  /** Of a row with what its indexes need for it, measured. */
  private static final int BYTES_PER_ROW = 330;

  private final Path folder;
  private final int megabytes;
  private final Consumer<String> says;
  private volatile Optional<Ground> ground = Optional.empty();

  /**
   * One of a database of that size.
   *
   * @param megabytes of the database, indexes and all; 0: 1000
   */
  public Move(Path folder, int megabytes, Consumer<String> says) {
    this.folder = folder;
    this.megabytes = megabytes == 0 ? DEFAULT_MB : megabytes;
    this.says = says;
  }

  /**
   * Runs it, for some minutes.
   *
   * @throws IllegalStateException when something could not be measured, or was not as it should be
   */
  public List<Row> run() throws IOException, InterruptedException {
    var started = Ground.in(folder, says);
    ground = Optional.of(started);
    fill(started);
    try (var writers =
        LoadGenerator.start(
            List.of("127.0.0.1:" + started.pgbouncer().port()),
            Ground.DATABASE,
            Ground.ROLE,
            Ground.PASSWORD,
            PER_SECOND)) {
      double plain = plain(started);
      return moved(started, writers, plain);
    }
  }

  /** Ends what {@link #run} has started, also while it is at work. */
  @Override
  public void close() {
    ground.ifPresent(Ground::close);
  }

  private void fill(Ground ground) {
    long rows = megabytes * 1_000_000L / BYTES_PER_ROW / TABLES;
    says.accept("making %d tables of %,d rows".formatted(TABLES, rows));
    Ground.run(
        ground.source(),
        "postgres",
        "CREATE ROLE app LOGIN PASSWORD '%s'".formatted(Ground.PASSWORD),
        "CREATE DATABASE app OWNER app");
    for (int table = 1; table <= TABLES; table++) {
      Ground.run(
          ground.source(),
          Ground.DATABASE,
          "CREATE TABLE t%d (id bigint, a bigint, b text, c timestamptz, d numeric(12, 2), payload text)"
              .formatted(table),
          """
          INSERT INTO t%d SELECT g, g::bigint * 7919 %% 1000003, md5(g::text), timestamptz '2026-01-01' + g * interval '1 s',
            g %% 100000 / 100.0, repeat(md5((g + 1)::text), 3) FROM generate_series(1, %d) g"""
              .formatted(table, rows),
          "ALTER TABLE t%d ADD PRIMARY KEY (id)".formatted(table),
          "CREATE INDEX ON t%d (a)".formatted(table),
          "CREATE INDEX ON t%d (b)".formatted(table),
          "CREATE INDEX ON t%d (c)".formatted(table),
          "ALTER TABLE t%d OWNER TO app".formatted(table));
    }
    SampleData.WRITTEN.forEach(each -> Ground.run(ground.source(), Ground.DATABASE, each));
    Ground.run(
        ground.source(),
        Ground.DATABASE,
        "INSERT INTO accounts SELECT i, 0 FROM generate_series(1, 1000) i",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO app",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO app",
        "CHECKPOINT");
  }

  /** Seconds until all tables follow. */
  private double plain(Ground ground) throws IOException, InterruptedException {
    says.accept("copying by a subscription with its defaults");
    // Its default; the servers allow more for the move.
    Ground.run(
        ground.target(),
        "postgres",
        "ALTER SYSTEM SET max_sync_workers_per_subscription = 2",
        "SELECT pg_reload_conf()",
        "CREATE DATABASE plain");
    for (int table = 1; table <= TABLES; table++) {
      Ground.run(
          ground.target(),
          "plain",
          "CREATE TABLE t%d (id bigint PRIMARY KEY, a bigint, b text, c timestamptz, d numeric(12, 2), payload text)"
              .formatted(table),
          "CREATE INDEX ON t%d (a)".formatted(table),
          "CREATE INDEX ON t%d (b)".formatted(table),
          "CREATE INDEX ON t%d (c)".formatted(table));
    }
    SampleData.WRITTEN.forEach(each -> Ground.run(ground.target(), "plain", each));
    Ground.run(ground.source(), Ground.DATABASE, "CREATE PUBLICATION plain FOR ALL TABLES");
    long began = System.nanoTime();
    Ground.run(
        ground.target(),
        "plain",
        "CREATE SUBSCRIPTION plain CONNECTION 'host=127.0.0.1 port=%d dbname=app user=postgres password=%s' PUBLICATION plain"
            .formatted(ground.source().port(), Ground.PASSWORD));
    String ready = "SELECT bool_and(srsubstate = 'r') FROM pg_subscription_rel";
    while (!Ground.one(ground.target(), "plain", ready).equals("t")) {
      Thread.sleep(Duration.ofMillis(100));
    }
    double seconds = since(began);
    Ground.run(ground.target(), "plain", "DROP SUBSCRIPTION plain");
    Ground.run(
        ground.target(),
        "postgres",
        "DROP DATABASE plain WITH (FORCE)",
        "ALTER SYSTEM RESET max_sync_workers_per_subscription",
        "SELECT pg_reload_conf()");
    Ground.run(ground.source(), Ground.DATABASE, "DROP PUBLICATION plain");
    return seconds;
  }

  private List<Row> moved(Ground ground, LoadGenerator writers, double plain)
      throws IOException, InterruptedException {
    var commands = new Commands(ground);
    double bytes =
        Double.parseDouble(
            Ground.one(ground.source(), "postgres", "SELECT pg_database_size('app')"));
    commands.run("preflight");
    commands.run("prepare");
    long began = System.nanoTime();
    long before = writers.commits();
    says.accept("copying by the toolbox");
    commands.run("subscribe");
    commands.run("copy");
    double copy = since(began);
    double rate = (writers.commits() - before) / copy;
    says.accept("comparing all rows");
    commands.run("verify-data");
    commands.run("prepare-reverse");
    var stops = new Samples();
    var gaps = new Samples();
    long refused = writers.failures();
    long inCutOvers = 0;
    for (int round = 1; round <= CUT_OVERS; round++) {
      says.accept("cut-over %d of %d".formatted(round, CUT_OVERS));
      long errors = writers.failures();
      writers.forgetGap();
      String said = commands.run("cut-over");
      awaitCommits(writers);
      gaps.add(writers.longestGap());
      stops.add(Duration.ofMillis(stop(said)));
      inCutOvers += writers.failures() - errors;
      if (round < CUT_OVERS) {
        rewind(ground);
        awaitCommits(writers);
      }
    }
    says.accept(
        "%d errors of clients, %d of them in cut-overs"
            .formatted(writers.failures() - refused, inCutOvers));
    commands.run("drop-forward");
    writers.close();
    long lost = lost(ground, writers);
    return List.of(
        Row.alone("migrate: database", "MB", Math.floor(bytes / 1e6)),
        Row.alone("migrate: transactions per second in the copy", "1/s", rate),
        Row.of("migrate: copy, indexes, catching up; baseline: defaults", "s", copy, plain)
            .atMostTimes(0.4),
        Row.alone("migrate: writes stopped, by the command, p50 of 10", "ms", stops.median())
            .atMost(100),
        Row.alone("migrate: longest time without a commit, p50 of 10", "ms", gaps.median())
            .atMost(100),
        Row.alone("migrate: the same, longest of 10", "ms", gaps.percentile(100)),
        Row.alone("migrate: errors that clients saw in cut-overs", "", (double) inCutOvers)
            .atMost(0),
        Row.alone("migrate: commits acknowledged", "", (double) writers.commits()),
        Row.alone("migrate: of these not on the target", "", (double) lost).atMost(0));
  }

  private static long lost(Ground ground, LoadGenerator writers) {
    try (var connection = Ground.superuser(ground.target(), Ground.DATABASE)) {
      return writers.lost(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitCommits(LoadGenerator writers) throws InterruptedException {
    long now = writers.commits();
    while (writers.commits() < now + 200) {
      Thread.sleep(Duration.ofMillis(10));
    }
  }

  private static long stop(String said) {
    return Stream.of(said.split("\n"))
        .filter(line -> line.startsWith("writes stopped for "))
        .map(line -> Long.parseLong(line.replaceFirst("writes stopped for (\\d+) ms.*", "$1")))
        .findFirst()
        .orElseThrow();
  }

  /**
   * For the next one only, and by hand: what no runbook does. The way back has brought to the
   * source what was written meanwhile.
   */
  private void rewind(Ground ground) throws IOException, InterruptedException {
    String schema = "dre_" + Commands.SUFFIX;
    ground.console("PAUSE app");
    Ground.run(
        ground.target(),
        Ground.DATABASE,
        "ALTER ROLE app NOLOGIN",
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'app'");
    String written = "SELECT count(*) FROM " + LoadGenerator.TABLE;
    String all = Ground.one(ground.target(), Ground.DATABASE, written);
    while (!Ground.one(ground.source(), Ground.DATABASE, written).equals(all)) {
      Thread.sleep(Duration.ofMillis(10));
    }
    Ground.run(
        ground.target(),
        Ground.DATABASE,
        "DELETE FROM %s.journal WHERE what NOT IN ('schema', 'back_schema', 'back_proven')"
            .formatted(schema),
        "ALTER SUBSCRIPTION %s_fwd ENABLE".formatted(schema));
    Ground.run(
        ground.source(),
        Ground.DATABASE,
        "DELETE FROM %s.journal WHERE what <> 'target'".formatted(schema),
        "ALTER ROLE app LOGIN");
    ground.console(
        "SET conffile = '%s'".formatted(ground.pgbouncer().file("source")), "RELOAD", "RESUME app");
  }

  private static double since(long began) {
    return Math.round((System.nanoTime() - began) / 1e8) / 10.0;
  }
}
