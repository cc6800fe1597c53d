package dev.dre.sandbox.realclusters;

import dev.dre.servers.PgBouncer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A PgBouncer on this machine before db-42, whose console pods of both clusters reach. */
final class RealPooler implements AutoCloseable {

  private static final String SECRET = "db-42-pgbouncer";

  private final PgBouncer pgbouncer;
  private final Forwarder console;

  private RealPooler(PgBouncer pgbouncer, Forwarder console) {
    this.pgbouncer = pgbouncer;
    this.console = console;
  }

  /** Before the servers of {@code clusters}, leading to the first of them. */
  static RealPooler start(Path program, List<RealCluster> clusters, String password)
      throws Exception {
    var files = new TreeMap<String, PgBouncer.Side>();
    for (RealCluster cluster : clusters) {
      String[] address = cluster.address(RealSandbox.SERVER).split(":", 2);
      files.put(
          cluster.name(), new PgBouncer.Side(address[0], Integer.parseInt(address[1]), "app"));
      cluster.secret(cluster.namespace(), SECRET, PgBouncer.ADMIN, password);
    }
    var pgbouncer =
        PgBouncer.start(
            program,
            Map.of(PgBouncer.ADMIN, password, "app", password),
            "app",
            "transaction",
            files,
            clusters.getFirst().name());
    try {
      return new RealPooler(
          pgbouncer, new Forwarder(clusters.getFirst().node(), "127.0.0.1:" + pgbouncer.port()));
    } catch (Exception e) {
      pgbouncer.close();
      throw e;
    }
  }

  /** As {@code datastores.yaml} says it, in one line. */
  String written() {
    String[] address = console.address().split(":", 2);
    return "pgbouncer: { hosts: [%s], port: %s, database: app, secret: %s, files: { cluster-a: %s, cluster-b: %s } }"
        .formatted(
            address[0],
            address[1],
            SECRET,
            pgbouncer.file("cluster-a"),
            pgbouncer.file("cluster-b"));
  }

  /** {@code host:port} for clients on this machine. */
  String address() {
    return "127.0.0.1:" + pgbouncer.port();
  }

  @Override
  public void close() {
    console.close();
    pgbouncer.close();
  }
}
