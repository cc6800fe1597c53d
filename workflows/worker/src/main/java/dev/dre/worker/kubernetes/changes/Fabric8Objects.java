package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dre.config.ChangeReader;
import dev.dre.operations.json.OperationJson;
import dev.dre.worker.kubernetes.ClusterUnreachable;
import dev.dre.worker.kubernetes.PodEvents;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Through the fabric8 client, as trees: fields that its model does not know are kept. */
public final class Fabric8Objects implements ClusterObjects {

  /** In whose name fields are written. */
  public static final String MANAGER = "dre";

  private static final String OWNED = "FieldManagerConflict";
  private static final Pattern NO_RIGHT = Pattern.compile("cannot \\w+ resource ");
  private static final int LAST_LINES = 15;

  private final KubernetesClient client;

  public Fabric8Objects(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<JsonNode> get(String namespace, String kind, String name) throws ObjectRefused {
    return asking(() -> Optional.ofNullable(resource(namespace, kind, name).get()).map(this::tree));
  }

  @Override
  public JsonNode write(
      String namespace, String kind, String name, Way way, JsonNode content, boolean dryRun)
      throws ObjectRefused {
    var context =
        new PatchContext.Builder()
            .withPatchType(
                switch (way) {
                  case STRATEGIC -> PatchType.STRATEGIC_MERGE;
                  case MERGE -> PatchType.JSON_MERGE;
                  case APPLY, APPLY_OWN -> PatchType.SERVER_SIDE_APPLY;
                })
            .withFieldManager(MANAGER)
            .withFieldValidation("Strict");
    if (way.applies()) {
      context.withForce(way == Way.APPLY_OWN);
    }
    if (dryRun) {
      context.withDryRun(List.of("All"));
    }
    return asking(
        () ->
            tree(
                way.applies()
                    // A text is only put on what is there.
                    ? client
                        .genericKubernetesResources(definition(kind))
                        .inNamespace(namespace)
                        .resource(untree(content))
                        .patch(context.build())
                    : resource(namespace, kind, name).patch(context.build(), content.toString())));
  }

  @Override
  public void delete(String namespace, String kind, String name, String resourceVersion)
      throws ObjectRefused {
    asking(
        () -> {
          var seen = JsonNodeFactory.instance.objectNode();
          seen.put("apiVersion", ChangeReader.versionOf(kind)).put("kind", kind);
          seen.putObject("metadata").put("name", name).put("namespace", namespace);
          client
              .genericKubernetesResources(definition(kind))
              .inNamespace(namespace)
              .resource(untree(seen))
              .lockResourceVersion(resourceVersion)
              .delete();
          return true;
        });
  }

  @Override
  public List<JsonNode> pods(String namespace, JsonNode workload) throws ObjectRefused {
    var labels = new TreeMap<String, String>();
    workload
        .path("spec")
        .path("selector")
        .path("matchLabels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    if (labels.isEmpty()) {
      return List.of();
    }
    return asking(
        () ->
            client
                .genericKubernetesResources(definition("Pod"))
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems()
                .stream()
                .map(this::tree)
                .toList());
  }

  @Override
  public String whyNoPod(String namespace, JsonNode object) {
    try {
      return asking(
          () -> PodEvents.whyNone(client, namespace, object.path("metadata").path("uid").asText()));
    } catch (ObjectRefused e) {
      return "";
    }
  }

  @Override
  public String lastWords(String namespace, String pod, String container) {
    try {
      String log =
          client
              .pods()
              .inNamespace(namespace)
              .withName(pod)
              .inContainer(container)
              .terminated()
              .tailingLines(LAST_LINES)
              .getLog();
      return log == null ? "" : log;
    } catch (KubernetesClientException e) {
      // Without them the reason still stands.
      return "";
    }
  }

  private Resource<GenericKubernetesResource> resource(String namespace, String kind, String name) {
    return client
        .genericKubernetesResources(definition(kind))
        .inNamespace(namespace)
        .withName(name);
  }

  private static ResourceDefinitionContext definition(String kind) {
    boolean apps = ChangeReader.versionOf(kind).startsWith("apps/");
    return new ResourceDefinitionContext.Builder()
        .withGroup(apps ? "apps" : "")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
        .withNamespaced(true)
        .build();
  }

  private JsonNode tree(GenericKubernetesResource resource) {
    try {
      return OperationJson.mapper().readTree(client.getKubernetesSerialization().asJson(resource));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the client writes JSON", e);
    }
  }

  private GenericKubernetesResource untree(JsonNode content) {
    return client
        .getKubernetesSerialization()
        .unmarshal(content.toString(), GenericKubernetesResource.class);
  }

  private interface Question<T> {
    T ask();
  }

  private static <T> T asking(Question<T> question) throws ObjectRefused {
    try {
      return question.ask();
    } catch (KubernetesClientException e) {
      String words =
          e.getStatus() == null || e.getStatus().getMessage() == null
              ? String.valueOf(e.getMessage())
              : e.getStatus().getMessage();
      switch (e.getCode()) {
        case 409 -> {
          var fields = conflicts(e);
          throw fields.isEmpty()
              ? new ObjectRefused(ObjectRefused.Kind.STALE, words)
              : new ObjectRefused(ObjectRefused.Kind.OWNED, String.join("; ", fields));
        }
        case 403 ->
            throw new ObjectRefused(
                // What an admission does not let in has the same code as a right that is missing.
                NO_RIGHT.matcher(words).find()
                    ? ObjectRefused.Kind.FORBIDDEN
                    : ObjectRefused.Kind.INVALID,
                words);
        case 400, 404, 405, 415, 422 -> throw new ObjectRefused(ObjectRefused.Kind.INVALID, words);
        default -> throw ClusterUnreachable.of(e);
      }
    }
  }

  /** Such as {@code conflict with "helm" using apps/v1: .spec.replicas}. */
  private static List<String> conflicts(KubernetesClientException e) {
    var fields = new ArrayList<String>();
    if (e.getStatus() != null && e.getStatus().getDetails() != null) {
      for (StatusCause cause : e.getStatus().getDetails().getCauses()) {
        if (OWNED.equals(cause.getReason())) {
          fields.add("%s: %s".formatted(cause.getMessage(), cause.getField()));
        }
      }
    }
    return fields;
  }
}
