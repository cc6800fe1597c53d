package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What the server says about itself; enough for kubectl to find its way. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private Discovery() {}

  static Optional<ObjectNode> document(String path) {
    String clean = path.replaceAll("/+$", "");
    return switch (clean) {
      case "/version" -> Optional.of(version());
      case "/api" -> Optional.of(coreVersions());
      case "/apis" -> Optional.of(groups());
      default -> resources(clean);
    };
  }

  static ObjectNode version() {
    return Models.JSON
        .createObjectNode()
        .put("major", "1")
        .put("minor", "34")
        .put("gitVersion", "v1.34.4-dre-sandbox")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "2026-01-01T00:00:00Z")
        .put("platform", "sandbox");
  }

  private static ObjectNode coreVersions() {
    var versions = Models.JSON.createObjectNode().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    return versions;
  }

  private static ObjectNode groups() {
    var list = Models.JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
    var groups = list.putArray("groups");
    ResourceKind.ALL.stream()
        .filter(k -> !k.group().isEmpty())
        .forEach(
            k -> {
              var group = groups.addObject().put("name", k.group());
              var version = Models.JSON.createObjectNode();
              version.put("groupVersion", k.apiVersion()).put("version", k.version());
              group.putArray("versions").add(version);
              group.set("preferredVersion", version);
            });
    return list;
  }

  private static Optional<ObjectNode> resources(String path) {
    Predicate<ResourceKind> here =
        k -> path.equals(k.group().isEmpty() ? "/api/" + k.version() : "/apis/" + k.apiVersion());
    var kinds = ResourceKind.ALL.stream().filter(here).toList();
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    var list =
        Models.JSON
            .createObjectNode()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", kinds.getFirst().apiVersion());
    var resources = list.putArray("resources");
    for (var kind : kinds) {
      var resource = resources.addObject();
      resource
          .put("name", kind.plural())
          .put("singularName", kind.kind().toLowerCase(Locale.ROOT))
          .put("namespaced", kind.namespaced())
          .put("kind", kind.kind());
      VERBS.forEach(resource.putArray("verbs")::add);
      kind.shortNames().forEach(resource.withArray("/shortNames")::add);
    }
    return Optional.of(list);
  }
}
