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
    run(target, INSERT);
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
      run(target.get(), DELETE);
      goOn(target.get());
    }
    for (Place place : places) {
      if (!target.equals(Optional.of(place)) && databases.holdsTheApplication(place)) {
        run(place, DELETE);
      }
    }
  }

  /** Where a subscription follows another place. */
  private Optional<Place> target() throws SQLException {
    for (Place place : places) {
      if (databases.holdsTheApplication(place) && !subscriptions(place).isEmpty()) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
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

  private void run(Place place, String statement) throws SQLException {
    try (Connection connection = databases.admin(place, Databases.DATABASE);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
