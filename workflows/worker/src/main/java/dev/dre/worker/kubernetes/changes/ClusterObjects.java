package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one cluster, as far as steps change them. Every method can throw {@link
 * dev.dre.worker.kubernetes.ClusterUnreachable}. Everything is written in the name of the field
 * manager {@code dre}.
 */
public interface ClusterObjects {

  /** How what is sent is put on what is there. */
  enum Way {
    /** As {@code kubectl patch}: lists of containers are merged by name. */
    STRATEGIC,
    /** Each list is one value. */
    MERGE,
    /** Server-side apply. What others decide is left to them. */
    APPLY,
    /** The same, where all that is in the way is dre's own from another way. */
    APPLY_OWN;

    boolean applies() {
      return this == APPLY || this == APPLY_OWN;
    }
  }

  /** The object; empty when it is not there. */
  Optional<JsonNode> get(String namespace, String kind, String name) throws ObjectRefused;

  /**
   * Changes it; a {@code metadata.resourceVersion} in {@code content} has to be the present one.
   *
   * @param dryRun whether the server only says what it would be
   * @return what it is, or would be, after it
   */
  JsonNode write(
      String namespace, String kind, String name, Way way, JsonNode content, boolean dryRun)
      throws ObjectRefused;

  /** Deletes it, if it is still of that version. */
  void delete(String namespace, String kind, String name, String resourceVersion)
      throws ObjectRefused;

  /** The pods that {@code workload} selects. */
  List<JsonNode> pods(String namespace, JsonNode workload) throws ObjectRefused;

  /** What events say about {@code object} not getting a pod; empty when they say nothing. */
  String whyNoPod(String namespace, JsonNode object);

  /** The last lines of the container's end before this start; empty when nobody can say. */
  String lastWords(String namespace, String pod, String container);
}
