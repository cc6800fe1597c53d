package dev.dre.sandbox.faults;

import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.databases.Databases.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row that is on both sides already, so that the side that follows cannot take it and stops to
 * follow. Ended by removing it on both and letting replication go on.
 */
public final class BrokenReplication implements Switch {

  private static final String ROW = "-4042";
  private static final String ORIGIN = "sandbox_fault";
  private static final String INSERT =
      "INSERT INTO accounts (id, balance) VALUES (%s, 1) ON CONFLICT DO NOTHING".formatted(ROW);
  private static final String DELETE = "DELETE FROM accounts WHERE id = " + ROW;

  private final Databases databases;
  private final List<Place> places;

  /** {@code places}: where the datastore can live. */
  public BrokenReplication(Databases databases, List<Place> places) {
    this.databases = databases;
    this.places = List.copyOf(places);
  }

  @Override
  public void on() throws SQLException {
    Place target =
        target()
            .orElseThrow(
                () ->
                    new CannotSwitch(
                        "%s is not replicated now. Start /dre migrate %1$s --to cluster-b and wait until it copies."
                            .formatted(places.getFirst().datastore())));
    runUnpublished(target, INSERT);
    for (Place place : places) {
      if (!place.equals(target)) {
        run(place, INSERT);
      }
    }
  }

  @Override
  public void off() throws SQLException {
    Optional<Place> target = target();
    if (target.isPresent()) {
      runUnpublished(target.get(), DELETE);
      goOn(target.get());
    }
    for (Place place : places) {
      if (!target.equals(Optional.of(place)) && databases.holdsTheApplication(place)) {
        run(place, DELETE);
      }
    }
  }

  /** Where a subscription follows another place. While both do, the way forward counts. */
  private Optional<Place> target() throws SQLException {
    Optional<Place> back = Optional.empty();
    for (Place place : places) {
      if (databases.holdsTheApplication(place)) {
        var names = subscriptions(place);
        if (names.stream().anyMatch(name -> name.endsWith("_fwd"))) {
          return Optional.of(place);
        }
        back = names.isEmpty() ? back : Optional.of(place);
      }
    }
    return back;
  }

  private List<String> subscriptions(Place place) throws SQLException {
    var names = new ArrayList<String>();
    try (Connection connection = databases.admin(place, Databases.DATABASE);
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT quote_ident(subname) FROM pg_subscription
                JOIN pg_database ON pg_database.oid = subdbid WHERE datname = current_database()""")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** As docs/operations.md tells whoever has put a conflict right. */
  private void goOn(Place target) throws SQLException {
    for (String name : subscriptions(target)) {
      run(target, "ALTER SUBSCRIPTION %s ENABLE".formatted(name));
    }
    run(
        target,
        "SELECT pg_stat_reset_subscription_stats(oid) FROM pg_subscription WHERE subdbid ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())");
  }

  /**
   * As if it came from a third server: what has an origin is not sent on, so the other side does
   * not hear of it by its own subscription.
   */
  private void runUnpublished(Place place, String statement) throws SQLException {
    try (Connection connection = databases.admin(place, Databases.DATABASE);
        Statement sql = connection.createStatement()) {
      sql.execute(
          "SELECT pg_replication_origin_create('%1$s') WHERE NOT EXISTS (SELECT FROM pg_replication_origin WHERE roname = '%1$s')"
              .formatted(ORIGIN));
      sql.execute("SELECT pg_replication_origin_session_setup('%s')".formatted(ORIGIN));
      sql.execute(statement);
      sql.execute("SELECT pg_replication_origin_session_reset()");
      sql.execute("SELECT pg_replication_origin_drop('%s')".formatted(ORIGIN));
    }
  }

  private void run(Place place, String statement) throws SQLException {
    try (Connection connection = databases.admin(place, Databases.DATABASE);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
