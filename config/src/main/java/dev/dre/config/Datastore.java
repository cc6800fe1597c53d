package dev.dre.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A database by the name that people use.
 *
 * @param cluster in which of its places it should be
 * @param appRoles the application's login roles, which a cut-over closes and opens
 * @param placements where it can live, by the names of the places: that of a cluster, or another
 *     one
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
   * @param cluster which it is in
   * @param secret a Kubernetes Secret with the keys {@code username} and {@code password}
   * @param workload what runs it there, as in {@code statefulset/db-42}; empty when nobody says
   * @param namespace where that is; empty when nobody says
   * @param volumes PersistentVolumeClaims in the Jobs' namespace of that cluster, by the names that
   *     runbooks use; empty: none
   */
  public record Placement(
      String cluster,
      String host,
      int port,
      String database,
      String secret,
      String workload,
      String namespace,
      SortedMap<String, String> volumes) {

    /** One of which nobody says what runs it, and without volumes. */
    public Placement(String cluster, String host, int port, String database, String secret) {
      this(cluster, host, port, database, secret, "", "", new TreeMap<>());
    }
  }

  /** The cluster that {@code where} is in: a place of it by its name, or else a cluster itself. */
  public String clusterOf(String where) {
    Placement place = placements.get(where);
    return place == null ? where : place.cluster();
  }
}
