package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A Kubernetes cluster, by the name its worker serves it under; or a place of a datastore, which is
 * called as its cluster or, where several are in one, otherwise.
 */
public record ClusterName(@JsonValue String value) implements Comparable<ClusterName> {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ClusterName {}

  @Override
  public int compareTo(ClusterName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
