package dev.dre.bench.move;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application behind PgBouncer that never stops writing, and remembers what it was told is
 * committed.
 */
final class Writers implements AutoCloseable {

  static final String TABLE =
      "CREATE TABLE written (worker int, number bigint, at timestamptz DEFAULT now(), PRIMARY KEY (worker, number))";

  private static final int CLIENTS = 8;

  private final String url;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final Gap gap = new Gap();
  private final long pause;
  private volatile boolean stopped;

  /**
   * @param perSecond transactions of all clients together that are wanted
   */
  Writers(int port, int perSecond) {
    url = "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0".formatted(port, Ground.DATABASE);
    pause = Duration.ofSeconds(1).toNanos() * CLIENTS / perSecond;
    for (int client = 1; client <= CLIENTS; client++) {
      int number = client;
      threads.add(Thread.ofPlatform().start(() -> write(number)));
    }
  }

  private void write(int client) {
    long number = 0;
    while (!stopped) {
      try (Connection connection = DriverManager.getConnection(url, Ground.ROLE, Ground.PASSWORD);
          var insert = connection.prepareStatement("INSERT INTO written VALUES (?, ?)");
          var update = connection.prepareStatement("UPDATE t1 SET a = a + 1 WHERE id = ?")) {
        connection.setAutoCommit(false);
        long next = System.nanoTime();
        while (!stopped) {
          number++;
          insert.setInt(1, client);
          insert.setLong(2, number);
          insert.executeUpdate();
          update.setLong(1, number % 1000 + client * 1000L);
          update.executeUpdate();
          connection.commit();
          gap.committed();
          acknowledged.add(client + "/" + number);
          count.incrementAndGet();
          next = Math.max(next + pause, System.nanoTime() - pause);
          Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
      } catch (SQLException e) {
        errors.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Commits so far. */
  long commits() {
    return count.get();
  }

  /** How often a client was refused or cut off so far. */
  long errors() {
    return errors.get();
  }

  /** Forgets the longest time without a commit until now. */
  void beginGap() {
    gap.begin();
  }

  /** The longest time without a commit since {@link #beginGap}. */
  Duration longestGap() {
    return gap.longest();
  }

  /** How many acknowledged commits are not among {@code there}, which was read after the end. */
  long lost(List<String> there) {
    var rows = new HashSet<>(there);
    return acknowledged.stream().filter(row -> !rows.contains(row)).count();
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The longest time between two commits, whoever made them. */
  private static final class Gap {
    private long last = System.nanoTime();
    private long longest;

    synchronized void committed() {
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
    }

    synchronized void begin() {
      longest = 0;
    }

    synchronized Duration longest() {
      return Duration.ofNanos(longest);
    }
  }
}
