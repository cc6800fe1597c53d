package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creates and changes objects by the rules that hold for clients. */
public final class Resources {
  private static final List<String> SYSTEM_FIELDS =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink");

  private final Store store;
  private final InstantSource clock;

  public Resources(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Creates what one of our own controllers, or the start of the cluster, wants to be there. */
  public ApiObject create(ApiObject object) {
    return create(object.kind(), object.namespace(), object.json(), false);
  }

  ApiObject create(ResourceKind kind, String namespace, ObjectNode body, boolean dryRun) {
    var object = new ApiObject(kind, body.deepCopy());
    requireKind(object);
    placeIn(object, namespace);
    stamp(object);
    Defaults.fillIn(object);
    Validation.ofNew(object);
    if (kind.hasStatus()) {
      Defaults.initialStatus(object);
    }
    if (!dryRun) {
      return store.create(object);
    }
    store
        .get(object.key())
        .ifPresent(
            o -> {
              throw ApiError.alreadyExists(o.key());
            });
    return object;
  }

  ApiObject replace(ObjectKey key, boolean status, ObjectNode body, boolean dryRun) {
    return change(key, status, dryRun, old -> new ApiObject(key.kind(), body.deepCopy()));
  }

  ApiObject patch(ObjectKey key, boolean status, String contentType, String patch, boolean dryRun) {
    Patches.requireKnown(contentType);
    return change(
        key,
        status,
        dryRun,
        old -> new ApiObject(key.kind(), Patches.apply(old, contentType, patch)));
  }

  private ApiObject change(
      ObjectKey key, boolean status, boolean dryRun, UnaryOperator<ApiObject> wanted) {
    UnaryOperator<ApiObject> change =
        old -> {
          var asked = wanted.apply(old.copy());
          requireKind(asked);
          requireUnchangedSince(old, asked);
          return status ? withStatusOf(old, asked) : withSpecOf(old, asked);
        };
    if (dryRun) {
      return change.apply(store.get(key).orElseThrow(() -> ApiError.notFound(key)));
    }
    return store.update(key, change);
  }

  private static ApiObject withStatusOf(ApiObject old, ApiObject asked) {
    var after = old.copy();
    after.json().set("status", asked.status().deepCopy());
    return after;
  }

  private static ApiObject withSpecOf(ApiObject old, ApiObject asked) {
    asked.metadata().put("name", old.name());
    if (old.kind().namespaced()) {
      asked.metadata().put("namespace", old.namespace());
    }
    for (String field : SYSTEM_FIELDS) {
      keep(field, old.metadata(), asked.metadata());
    }
    asked.metadata().put("resourceVersion", old.resourceVersion());
    if (old.kind().hasStatus()) {
      keep("status", old.json(), asked.json());
    }
    Defaults.fillIn(asked);
    Validation.ofChange(old, asked);
    if (old.metadata().has("generation")
        && !old.json().path("spec").equals(asked.json().path("spec"))) {
      asked.metadata().put("generation", old.metadata().path("generation").asLong() + 1);
    }
    return asked;
  }

  private static void keep(String field, ObjectNode from, ObjectNode to) {
    to.remove(field);
    if (from.has(field)) {
      to.set(field, from.get(field).deepCopy());
    }
  }

  private static void requireUnchangedSince(ApiObject old, ApiObject asked) {
    if (!asked.resourceVersion().isEmpty()
        && !asked.resourceVersion().equals(old.resourceVersion())) {
      throw ApiError.conflict(
          old.key(),
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
    }
    if (!asked.uid().isEmpty() && !asked.uid().equals(old.uid())) {
      throw ApiError.conflict(
          old.key(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(asked.uid(), old.uid()));
    }
  }

  private static void requireKind(ApiObject object) {
    String kind = object.json().path("kind").asText();
    String apiVersion = object.json().path("apiVersion").asText();
    if (!kind.equals(object.kind().kind()) || !apiVersion.equals(object.kind().apiVersion())) {
      throw ApiError.badRequest(
          "the object provided has kind \"%s\" and apiVersion \"%s\"; expected \"%s\" and \"%s\""
              .formatted(kind, apiVersion, object.kind().kind(), object.kind().apiVersion()));
    }
  }

  private void placeIn(ApiObject object, String namespace) {
    if (!object.kind().namespaced()) {
      object.metadata().remove("namespace");
      return;
    }
    if (!object.namespace().isEmpty() && !object.namespace().equals(namespace)) {
      throw ApiError.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    object.metadata().put("namespace", namespace);
    var key = ObjectKey.of(ResourceKind.NAMESPACE, "", namespace);
    var home = store.get(key).orElseThrow(() -> ApiError.notFound(key));
    if (home.isBeingDeleted()) {
      throw ApiError.forbidden(
          "%s \"%s\" is forbidden: unable to create new content in namespace %s because it is being"
                  .formatted(object.kind().qualifiedPlural(), object.name(), namespace)
              + " terminated");
    }
  }

  private void stamp(ApiObject object) {
    var metadata = object.metadata();
    if (object.name().isEmpty() && metadata.hasNonNull("generateName")) {
      String suffix = UUID.randomUUID().toString().substring(0, 5);
      metadata.put("name", metadata.path("generateName").asText() + suffix);
    }
    SYSTEM_FIELDS.forEach(metadata::remove);
    metadata.remove("resourceVersion");
    metadata
        .put("uid", UUID.randomUUID().toString())
        .put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (object.kind().equals(ResourceKind.JOB) || object.kind().equals(ResourceKind.POD)) {
      metadata.put("generation", 1);
    }
  }
}
