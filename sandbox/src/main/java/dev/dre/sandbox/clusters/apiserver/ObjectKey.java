package dev.dre.sandbox.clusters.apiserver;

import java.util.Comparator;

/**
 * Where an object is stored.
 *
 * @param namespace empty for kinds that are in no namespace
 */
public record ObjectKey(ResourceKind kind, String namespace, String name)
    implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing((ObjectKey k) -> k.kind().qualifiedPlural())
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  public static ObjectKey of(ResourceKind kind, String namespace, String name) {
    return new ObjectKey(kind, kind.namespaced() ? namespace : "", name);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }
}
