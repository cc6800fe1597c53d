package dev.dre.sandbox.clusters.apiserver;

import java.util.List;
import java.util.Optional;

/**
 * What the path of a request is about.
 *
 * @param namespace empty for all, or for kinds in no namespace
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record ResourcePath(ResourceKind kind, String namespace, String name, String subresource) {

  static Optional<ResourcePath> parse(String path) {
    var steps = List.of(path.replaceAll("^/+|/+$", "").split("/"));
    if (steps.size() >= 3 && steps.getFirst().equals("api")) {
      return parse("", steps.get(1), steps.subList(2, steps.size()));
    }
    if (steps.size() >= 4 && steps.getFirst().equals("apis")) {
      return parse(steps.get(1), steps.get(2), steps.subList(3, steps.size()));
    }
    return Optional.empty();
  }

  private static Optional<ResourcePath> parse(String group, String version, List<String> rest) {
    // namespaces/a/pods/b is about a pod; namespaces/a and namespaces/a/status are about a
    // namespace.
    boolean inNamespace =
        rest.size() >= 3
            && rest.getFirst().equals("namespaces")
            && ResourceKind.find(group, version, rest.get(2)).isPresent();
    String namespace = inNamespace ? rest.get(1) : "";
    var own = inNamespace ? rest.subList(2, rest.size()) : rest;
    if (own.size() > 3) {
      return Optional.empty();
    }
    return ResourceKind.find(group, version, own.getFirst())
        .filter(kind -> kind.namespaced() == inNamespace || own.size() == 1)
        .map(
            kind ->
                new ResourcePath(
                    kind,
                    namespace,
                    own.size() > 1 ? own.get(1) : "",
                    own.size() > 2 ? own.get(2) : ""));
  }

  ObjectKey key() {
    return ObjectKey.of(kind, namespace, name);
  }
}
