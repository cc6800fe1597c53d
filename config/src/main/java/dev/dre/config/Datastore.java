package dev.dre.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A database by the name that people use.
 *
 * @param cluster where it should be
 * @param appRoles the application's login roles, which a cut-over closes and opens
 * @param placements where it can live, by cluster
 * @param pgbouncer what its clients connect to; empty: they know the hosts of its places
 */
public record Datastore(
    String name,
    String engine,
    String team,
    String environment,
    String cluster,
    String version,
    List<String> appRoles,
    SortedMap<String, Placement> placements,
    Optional<Pooler> pgbouncer) {

  /**
   * A place where a datastore can live, reachable from every cluster.
   *
   * @param secret a Kubernetes Secret with the keys {@code username} and {@code password}
   * @param workload what runs it there, as in {@code statefulset/db-42}; empty when nobody says
   * @param namespace where that is; empty when nobody says
   * @param volumes PersistentVolumeClaims in the Jobs' namespace of that cluster, by the names that
   *     runbooks use; empty: none
   */
  public record Placement(
      String host,
      int port,
      String database,
      String secret,
      String workload,
      String namespace,
      SortedMap<String, String> volumes) {

    /** One of which nobody says what runs it, and without volumes. */
    public Placement(String host, int port, String database, String secret) {
      this(host, port, database, secret, "", "", new TreeMap<>());
    }
  }
}
