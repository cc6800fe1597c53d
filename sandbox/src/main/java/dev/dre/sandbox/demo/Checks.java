package dev.dre.sandbox.demo;

import dev.dre.operations.ClosedGate;
import dev.dre.operations.Operation;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.load.LoadGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks where things really are: in the servers, not in what dre says. */
final class Checks {

  /** Everything that a move makes in a server, by name; one row for each that is there. */
  private static final String LEFT_BEHIND =
      """
      SELECT 'slot ' || slot_name FROM pg_replication_slots
      UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
      UNION ALL SELECT 'publication ' || pubname FROM pg_publication
      UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname LIKE 'dre%'
      UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'dre%'""";

  private final Sandbox sandbox;
  private final Report report;

  Checks(Sandbox sandbox, Report report) {
    this.sandbox = sandbox;
    this.report = report;
  }

  void all(Operation migration, Operation abort) throws SQLException {
    LoadGenerator moved = sandbox.load(Sandbox.DB_42);
    LoadGenerator stayed = sandbox.load(Sandbox.DB_43);
    Duration gap = moved.longestGap();
    String target = sandbox.place(Sandbox.DB_42, Sandbox.CLUSTER_B).address();
    report.check("the application of db-42 writes to cluster-b", moved.writesTo().equals(target));
    report.check(
        "the application of db-43 still writes to cluster-a",
        stayed.writesTo().equals(sandbox.place(Sandbox.DB_43, Sandbox.CLUSTER_A).address()));
    moved.close();
    stayed.close();
    rows("db-42", Sandbox.DB_42, Sandbox.CLUSTER_B);
    rows("db-43", Sandbox.DB_43, Sandbox.CLUSTER_A);
    report.number("longest gap in writes to db-42", "%.3f s".formatted(gap.toMillis() / 1000.0));
    report.number(
        "writes stopped, as the cut-over measured",
        output(migration, "cut_over", "write_stop_ms") + " ms");
    report.number("copy", output(migration, "copy", "copy_seconds") + " s");
    report.number("bytes copied", output(migration, "copy", "bytes"));
    report.number("Jobs run", "%d + %d".formatted(jobs(migration), jobs(abort)));
    report.number("approvals", String.valueOf(approvals(migration)));
    nothingLeft(Sandbox.DB_43, Sandbox.CLUSTER_A);
    nothingLeft(Sandbox.DB_43, Sandbox.CLUSTER_B);
    report.check(
        "the target of db-43 has no database and no role of the application",
        !sandbox.databases().holdsTheApplication(sandbox.place(Sandbox.DB_43, Sandbox.CLUSTER_B)));
    report.check("no Job of either operation is left running", sandbox.runningJobs().isEmpty());
  }

  private void rows(String name, DatastoreName datastore, ClusterName cluster) throws SQLException {
    LoadGenerator load = sandbox.load(datastore);
    try (Connection connection = connect(datastore, cluster, Databases.DATABASE)) {
      long lost = load.lost(connection);
      report.number("rows written to " + name, String.valueOf(load.commits()));
      report.number("rows lost of " + name, String.valueOf(lost));
      report.check("no row of %s that was promised is missing".formatted(name), lost == 0);
    }
  }

  private void nothingLeft(DatastoreName datastore, ClusterName cluster) throws SQLException {
    List<String> found = new ArrayList<>();
    boolean holds = sandbox.databases().holdsTheApplication(sandbox.place(datastore, cluster));
    String database = holds ? Databases.DATABASE : Databases.ADMIN;
    try (Connection connection = connect(datastore, cluster, database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(LEFT_BEHIND)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    report.check(
        "nothing is left of the abort in %s on %s%s"
            .formatted(datastore, cluster, found.isEmpty() ? "" : ": " + found),
        found.isEmpty());
  }

  private Connection connect(DatastoreName datastore, ClusterName cluster, String database)
      throws SQLException {
    return sandbox.databases().admin(sandbox.place(datastore, cluster), database);
  }

  private static String output(Operation operation, String step, String name) {
    return operation.steps().stream()
        .filter(s -> s.id().value().equals(step))
        .map(s -> s.outputs().getOrDefault(name, "not reported"))
        .findFirst()
        .orElse("not reported");
  }

  private long jobs(Operation operation) {
    return sandbox.jobsOf(operation.id()).size();
  }

  private static long approvals(Operation operation) {
    return operation.closedGates().values().stream()
        .map(ClosedGate::result)
        .filter(r -> r == GateResult.APPROVED)
        .count();
  }
}
