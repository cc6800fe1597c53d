package dev.dre.sandbox;

import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.servers.PortTaken;
import java.util.Set;

/**
 * Where everything listens on 127.0.0.1: one number moves all of it, so that several sandboxes live
 * side by side.
 */
public record Ports(int base) {

  public static final int DEFAULT_BASE = 7400;

  /** How many ports there are from the base on. */
  private static final int SPAN = 30;

  /**
   * Checks the base.
   *
   * @throws IllegalArgumentException when a port would be none
   */
  public Ports {
    if (base < 1024 || base > 65_536 - SPAN) {
      throw new IllegalArgumentException(
          "--port-base %d should be between 1024 and %d: the others follow it."
              .formatted(base, 65_536 - SPAN));
    }
  }

  /** The chat page, the stand-in's Web API and its sockets. */
  public int chat() {
    return base;
  }

  public int temporal() {
    return base + 1;
  }

  public int temporalUi() {
    return base + 2;
  }

  /** The pager's receiver, and its page. */
  public int pager() {
    return base + 3;
  }

  /** The page where runbooks announce maintenance. */
  public int statusPage() {
    return base + 4;
  }

  /** The API server of a cluster. */
  public int cluster(ClusterName cluster) {
    return base + 10 + Sandbox.CLUSTERS.indexOf(cluster);
  }

  /**
   * Checks those on which this process itself will listen; servers with a process of their own may
   * run already, and check theirs.
   *
   * @throws PortTaken when one belongs to another program
   */
  void check(Set<Part> parts) {
    if (parts.contains(Part.SLACK)) {
      PortTaken.check(chat(), "the chat page");
      PortTaken.check(pager(), "the pager");
    }
    if (parts.contains(Part.WORKER)) {
      PortTaken.check(statusPage(), "the status page");
    }
    if (parts.contains(Part.CLUSTERS)) {
      Sandbox.CLUSTERS.forEach(c -> PortTaken.check(cluster(c), "the API server of " + c));
    }
  }

  /** The PostgreSQL server of a datastore in one of its places. */
  public int postgres(DatastoreName datastore, ClusterName where) {
    return base
        + 20
        + 2 * Sandbox.DATASTORES.indexOf(datastore)
        + Sandbox.placesOf(datastore).indexOf(where);
  }
}
