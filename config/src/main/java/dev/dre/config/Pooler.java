package dev.dre.config;

import java.util.List;
import java.util.SortedMap;

/**
 * The PgBouncers that an application connects to instead of its server: a runbook can have them
 * hold the clients and lead them to another place.
 *
 * @param hosts at least one; each is told the same
 * @param port of all of them
 * @param database as clients call it there
 * @param secret a Kubernetes Secret with the keys {@code username} and {@code password} of one of
 *     {@code admin_users}
 * @param files the file to start with for each place, on PgBouncer's own disk; it names the host
 *     and port of that placement
 */
public record Pooler(
    List<String> hosts, int port, String database, String secret, SortedMap<String, String> files) {

  /** What its clients notice when they are led elsewhere. */
  public static final String NOTICED =
      "Clients wait at PgBouncer for well under a second and see no error";

  /** The same where there is none: clients know the hosts of all places. */
  public static final String NOTICED_WITHOUT =
      "Writes stop for about a second: every client is cut off and has to find the other side by itself";

  public Pooler {
    hosts = List.copyOf(hosts);
  }
}
