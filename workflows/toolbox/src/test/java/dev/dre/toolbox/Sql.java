package dev.dre.toolbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Questions and orders to one database as its superuser. */
record Sql(String url) {

  Connection connect() {
    try {
      return DriverManager.getConnection(url, "postgres", Servers.PASSWORD);
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  void run(String... statements) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }

  String one(String query) {
    return all(query).getFirst();
  }

  /** The first column of every row. */
  List<String> all(String query) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
