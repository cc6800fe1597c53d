package dev.dre.operations.line;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.Plan;

/** Which operations a stop of the line is about. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LineScope.Everything.class, name = "everything"),
  @JsonSubTypes.Type(value = LineScope.OfTeam.class, name = "team"),
  @JsonSubTypes.Type(value = LineScope.OfCluster.class, name = "cluster")
})
public sealed interface LineScope {

  /** All operations there are. */
  record Everything() implements LineScope {}

  /** Those on datastores of a team. */
  record OfTeam(String team) implements LineScope {}

  /** Those whose datastore lives in a cluster, and those that run a Job there. */
  record OfCluster(ClusterName cluster) implements LineScope {}

  default boolean covers(Plan plan) {
    return switch (this) {
      case Everything all -> true;
      case OfTeam(String team) -> plan.datastore().team().equals(team);
      case OfCluster(ClusterName cluster) -> plan.clusters().contains(cluster);
    };
  }

  /** After "for": {@code the whole team payments}. */
  default String words() {
    return switch (this) {
      case Everything all -> "all operations";
      case OfTeam(String team) -> "the whole team " + team;
      case OfCluster(ClusterName cluster) -> "the whole cluster " + cluster;
    };
  }

  /** As it is typed: {@code --team payments}. */
  default String flag() {
    return switch (this) {
      case Everything all -> "--all";
      case OfTeam(String team) -> "--team " + team;
      case OfCluster(ClusterName cluster) -> "--cluster " + cluster;
    };
  }
}
