package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of objects of a cluster. It says how it is made, how it is looked after and how it is
 * undone: whoever does one of these is told which.
 *
 * @param namespace one of those that the configuration lists
 * @param objects at least one, changed in this order
 * @param managedBy {@code helm} where the runbook knows that Helm installed them; else empty
 * @param timeout until it has come through, from the start of an attempt
 * @param place see {@link ClusterTask#place}
 */
public record PlannedChange(
    ClusterName cluster,
    String namespace,
    Kind change,
    List<Target> objects,
    String managedBy,
    Duration timeout,
    Optional<ClusterName> place)
    implements ClusterTask {

  /** One whose place is called as its cluster. */
  public PlannedChange(
      ClusterName cluster,
      String namespace,
      Kind change,
      List<Target> objects,
      String managedBy,
      Duration timeout) {
    this(cluster, namespace, change, objects, managedBy, timeout, Optional.empty());
  }

  /** A rollout that is taken back may have to wait for the one that it takes back. */
  private static final Duration SHORTEST_UNDO = Duration.ofMinutes(30);

  /** Where the state of an object that people approve stands in what they are shown. */
  public static final String AS_OF = "as_of";

  public PlannedChange {
    objects = List.copyOf(objects);
  }

  /** What is done to an object. */
  public enum Kind {
    @JsonProperty("scale")
    SCALE,
    @JsonProperty("set_image")
    SET_IMAGE,
    /** All its pods anew, one after the other. */
    @JsonProperty("restart")
    RESTART,
    @JsonProperty("patch")
    PATCH,
    /** Made, or made so, by server-side apply. */
    @JsonProperty("apply")
    APPLY,
    /** A volume made larger. */
    @JsonProperty("resize")
    RESIZE
  }

  /**
   * One object.
   *
   * @param kind as Kubernetes writes it: {@code StatefulSet}
   * @param content JSON: a strategic merge patch, or for {@code APPLY} the object; empty for {@code
   *     RESTART}, which names the moment
   */
  public record Target(String kind, String name, String content) {

    /** As people read it: {@code statefulset/db-42}. */
    public String words() {
      String word =
          kind.equals("PersistentVolumeClaim") ? "pvc" : kind.toLowerCase(java.util.Locale.ROOT);
      return word + "/" + name;
    }
  }

  /** In words: {@code scale statefulset/db-42 in databases on cluster-a}. */
  public String words() {
    return "%s in %s on %s".formatted(what(), namespace, cluster);
  }

  private String what() {
    String names = objects.stream().map(Target::words).collect(Collectors.joining(", "));
    return "%s %s"
        .formatted(change.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), names);
  }

  /** What an abort takes back, in words. */
  public String undoes() {
    String names = objects.stream().map(Target::words).collect(Collectors.joining(", "));
    return switch (change) {
      case RESTART -> "nothing: a restart of %s is over when it is over".formatted(names);
      case RESIZE ->
          "nothing: a volume never gets smaller, and the larger one of %s stays".formatted(names);
      case SCALE -> "number of pods of %s in %s".formatted(names, namespace);
      case SET_IMAGE -> "image of %s in %s".formatted(names, namespace);
      case PATCH -> "changed fields of %s in %s".formatted(names, namespace);
      case APPLY -> "what was applied of %s in %s".formatted(names, namespace);
    };
  }

  /** Whether there is anything to take back. */
  public boolean canBeUndone() {
    return change != Kind.RESTART && change != Kind.RESIZE;
  }

  /** Until it has to be taken back, from the start of that. */
  public Duration longestUndo() {
    return timeout.compareTo(SHORTEST_UNDO) > 0 ? timeout : SHORTEST_UNDO;
  }

  /** What somebody would type instead, one command a line. */
  public List<String> kubectl() {
    return objects.stream().map(this::kubectl).toList();
  }

  private String kubectl(Target object) {
    String where = "--context %s --namespace %s".formatted(cluster, namespace);
    return switch (change) {
      case RESTART -> "kubectl %s rollout restart %s".formatted(where, object.words());
      case APPLY ->
          "kubectl %s apply --server-side --field-manager=dre -f - <<'EOF'\n%s\nEOF"
              .formatted(where, object.content());
      case SCALE, SET_IMAGE, PATCH, RESIZE ->
          "kubectl %s patch %s --field-manager=dre --patch '%s'"
              .formatted(where, object.words(), object.content().replace("'", "'\\''"));
    };
  }
}
