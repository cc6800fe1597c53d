package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * An application that never stops writing, with a connection string of both servers, and remembers
 * what it was told is committed.
 */
final class Load implements AutoCloseable {

  private static final int WORKERS = 4;
  private static final AtomicInteger NEXT_WORKER = new AtomicInteger();

  private final Migration migration;
  private final String url;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong interruptions = new AtomicLong();
  private final AtomicLong onTarget = new AtomicLong();
  private final AtomicLong onSource = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private Load(Migration migration, String url) {
    this.migration = migration;
    this.url = url;
  }

  private static String toBoth(Migration migration) {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s?targetServerType=primary&connectTimeout=2&hostRecheckSeconds=0"
        .formatted(
            migration.servers().source().port(),
            migration.servers().target().port(),
            migration.database());
  }

  static Load on(Migration migration) {
    return start(new Load(migration, toBoth(migration)));
  }

  /** By a PgBouncer on this port, which pools by transaction. */
  static Load through(Migration migration, int port) {
    return start(new Load(migration, through(port)));
  }

  private static String through(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/app?prepareThreshold=0".formatted(port);
  }

  /** One more client of that PgBouncer. */
  static Connection connect(Migration migration, int port) throws SQLException {
    return DriverManager.getConnection(through(port), migration.role(), "app");
  }

  private static Load start(Load load) {
    for (int worker = 1; worker <= WORKERS; worker++) {
      // Of its own, so that the rows of one load are not those of another on the same database.
      int number = NEXT_WORKER.incrementAndGet();
      load.threads.add(Thread.ofPlatform().start(() -> load.write(number)));
    }
    load.awaitWrites();
    return load;
  }

  private void write(int worker) {
    long number = 0;
    while (!stopped.get()) {
      try (Connection connection = DriverManager.getConnection(url, migration.role(), "app");
          var insert = connection.prepareStatement("INSERT INTO written VALUES (?, ?)");
          var count =
              connection.prepareStatement("UPDATE counter SET value = value + 1 WHERE id = ?")) {
        boolean target =
            connection.getMetaData().getURL().contains(":" + migration.servers().target().port())
                && connection.getMetaData().getDatabaseMajorVersion() == 18;
        connection.setAutoCommit(false);
        while (!stopped.get()) {
          number++;
          insert.setInt(1, worker);
          insert.setLong(2, number);
          insert.executeUpdate();
          count.setInt(1, 1 + worker % 3);
          count.executeUpdate();
          connection.commit();
          acknowledged.add(worker + "/" + number);
          (target ? onTarget : onSource).incrementAndGet();
          Thread.sleep(4);
        }
      } catch (SQLException e) {
        // Refused or cut off: the next connection goes wherever the application may write.
        interruptions.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Returns when a write that begins after this call is acknowledged. */
  void awaitWrites() {
    int before = acknowledged.size();
    await().until(() -> acknowledged.size() > before + 2 * WORKERS);
  }

  /** How often a client was refused or cut off. */
  long interruptions() {
    return interruptions.get();
  }

  void awaitWritesOnTarget() {
    awaitMore(onTarget);
  }

  void awaitWritesOnSource() {
    awaitMore(onSource);
  }

  private static void awaitMore(AtomicLong writes) {
    long before = writes.get();
    await().until(() -> writes.get() > before);
  }

  void stop() {
    stopped.set(true);
    threads.forEach(Load::join);
  }

  /** Stops, and compares what was acknowledged with what {@code side} has. */
  void assertNothingIsLost(Sql side) {
    stop();
    Set<String> there = Set.copyOf(side.all("SELECT worker || '/' || number FROM written"));
    assertThat(
            acknowledged.stream().filter(row -> !there.contains(row)).collect(Collectors.toSet()))
        .as("acknowledged and not there")
        .isEmpty();
    assertThat(acknowledged).isNotEmpty();
  }

  @Override
  public void close() {
    stop();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
