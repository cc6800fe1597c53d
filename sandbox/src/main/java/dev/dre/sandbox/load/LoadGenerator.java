package dev.dre.sandbox.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application that never stops writing. It knows both places where its database can be, and goes
 * on with whichever lets it log in. Each writer numbers its rows, so that every row it was promised
 * can be looked for.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadGenerator.class);

  /** Where the writers' rows go. */
  public static final String TABLE = "payments_log";

  private static final Duration BETWEEN_LOGINS = Duration.ofMillis(15);

  private final String url;
  private final Properties login;
  private final String run;
  private final long nanosBetween;
  private final Ledger ledger = new Ledger();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopping;
  private volatile String writesTo = "nowhere yet";

  private LoadGenerator(String url, Properties login, String run, long nanosBetween) {
    this.url = url;
    this.login = login;
    this.run = run;
    this.nanosBetween = nanosBetween;
  }

  /**
   * Starts to write.
   *
   * @param places {@code host:port} of each place where the database can be
   * @param perSecond transactions a second, all writers together
   */
  public static LoadGenerator start(
      List<String> places, String database, String user, String password, int perSecond) {
    var login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    login.setProperty("targetServerType", "primary");
    login.setProperty("hostRecheckSeconds", "0");
    login.setProperty("connectTimeout", "2");
    login.setProperty("loginTimeout", "3");
    login.setProperty("socketTimeout", "10");
    login.setProperty("ApplicationName", "sandbox-load");
    // Statements that a server keeps are no use behind a PgBouncer, where each transaction can go
    // to another.
    login.setProperty("prepareThreshold", "0");
    String url = "jdbc:postgresql://%s/%s".formatted(String.join(",", places), database);
    int count = Math.clamp(perSecond / 40, 2, 8);
    var load =
        new LoadGenerator(
            url,
            login,
            Long.toString(System.currentTimeMillis(), 36),
            TimeUnit.SECONDS.toNanos(1) * count / perSecond);
    for (int writer = 0; writer < count; writer++) {
      int number = writer;
      load.writers.add(
          Thread.ofPlatform().daemon().name("load-" + writer).start(() -> load.write(number)));
    }
    return load;
  }

  public long commits() {
    return ledger.commits();
  }

  /** Attempts that ended with an error: those rows were never promised. */
  public long failures() {
    return ledger.failures();
  }

  public Duration longestGap() {
    return ledger.longestGap();
  }

  public void forgetGap() {
    ledger.forgetGap();
  }

  /** {@code host:port} of the server that took the last write. */
  public String writesTo() {
    return writesTo;
  }

  /**
   * How many rows that were promised are not there. Looks at {@code connection}, in one statement.
   *
   * @throws SQLException when it cannot be looked, which is not the same as none
   */
  public long lost(Connection connection) throws SQLException {
    Map<Integer, BitSet> present = new HashMap<>();
    String query = "SELECT writer, number FROM " + TABLE + " WHERE run = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, run);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          present.computeIfAbsent(rows.getInt(1), w -> new BitSet()).set(rows.getInt(2));
        }
      }
    }
    return ledger.missingIn(present);
  }

  private void write(int writer) {
    int number = 0;
    long next = System.nanoTime();
    while (!stopping) {
      try (Connection connection = DriverManager.getConnection(url, login);
          var insert =
              connection.prepareStatement(
                  "INSERT INTO " + TABLE + " (run, writer, number, amount) VALUES (?, ?, ?, ?)");
          var update =
              connection.prepareStatement(
                  "UPDATE accounts SET balance = balance + 1 WHERE id = ?")) {
        connection.setAutoCommit(false);
        String server = server(connection);
        while (!stopping) {
          // A row whose commit failed may be there all the same, so its number is never used again.
          number++;
          insert.setString(1, run);
          insert.setInt(2, writer);
          insert.setInt(3, number);
          insert.setInt(4, number % 997);
          insert.executeUpdate();
          update.setInt(1, 1 + (number * 31 + writer) % 1000);
          update.executeUpdate();
          connection.commit();
          ledger.committed(writer, number);
          writesTo = server;
          next = Math.max(next + nanosBetween, System.nanoTime() - nanosBetween * 10);
          pause(next - System.nanoTime());
        }
      } catch (SQLException e) {
        ledger.failed();
        LOG.debug("writer {} logs in again: {}", writer, e.getMessage());
        pause(BETWEEN_LOGINS.toNanos());
      }
    }
  }

  private static String server(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT host(inet_server_addr()) || ':' || inet_server_port()")) {
      rows.next();
      connection.commit();
      return rows.getString(1);
    }
  }

  private void pause(long nanos) {
    if (nanos <= 0) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Stops after the row that is being written. */
  @Override
  public void close() {
    stopping = true;
    for (Thread writer : writers) {
      try {
        writer.join(Duration.ofSeconds(12));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
