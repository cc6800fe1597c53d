package dev.dre.sandbox.clusters.apiserver;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a stored object.
 *
 * @param object as it is now; when deleted, as it was last
 * @param before as it was; null when it was added
 */
public record Change(long revision, Type type, ApiObject object, @Nullable ApiObject before) {
  /** Named as a watch names it. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}
