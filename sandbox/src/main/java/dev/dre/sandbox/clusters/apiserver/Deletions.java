package dev.dre.sandbox.clusters.apiserver;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;

/**
 * Deletes objects as API servers do: at once, or by marking them until their grace period, their
 * finalizers, or what belongs to them is over.
 */
public final class Deletions {
  public static final String FOREGROUND = "foregroundDeletion";
  private static final long DEFAULT_GRACE = 30;

  private final Store store;
  private final InstantSource clock;

  public Deletions(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Deletes one object, or begins to.
   *
   * @return the object as it is now, or was last
   */
  public ApiObject delete(ObjectKey key, DeleteOptions options) {
    if (options.propagation() == DeleteOptions.Propagation.ORPHAN) {
      store.get(key).ifPresent(owner -> disown(owner.uid()));
    }
    return store.update(key, object -> marked(object, options));
  }

  ApiObject preview(ObjectKey key, DeleteOptions options) {
    return marked(store.get(key).orElseThrow(() -> ApiError.notFound(key)).copy(), options);
  }

  private ApiObject marked(ApiObject object, DeleteOptions options) {
    requireExpected(object, options);
    var finalizers = new ArrayList<>(object.finalizers());
    finalizers.remove(FOREGROUND);
    if (options.propagation() == DeleteOptions.Propagation.FOREGROUND) {
      finalizers.add(FOREGROUND);
    }
    object.setFinalizers(finalizers);
    long grace = grace(object, options);
    if (object.isBeingDeleted()) {
      grace = Math.min(grace, object.metadata().path("deletionGracePeriodSeconds").asLong(0));
    }
    object
        .metadata()
        .put("deletionGracePeriodSeconds", grace)
        .put(
            "deletionTimestamp",
            clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace).toString());
    if (object.kind().equals(ResourceKind.NAMESPACE)) {
      object.json().withObject("/status").put("phase", "Terminating");
    }
    return object;
  }

  /** Only pods that are somewhere have something that needs time to end. */
  private static long grace(ApiObject object, DeleteOptions options) {
    var spec = object.json().path("spec");
    if (!object.kind().equals(ResourceKind.POD) || !spec.hasNonNull("nodeName")) {
      return 0;
    }
    String phase = object.status().path("phase").asText();
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return 0;
    }
    return options
        .gracePeriod()
        .orElse(spec.path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE));
  }

  private static void requireExpected(ApiObject object, DeleteOptions options) {
    if (!options.expectedUid().isEmpty() && !options.expectedUid().equals(object.uid())) {
      throw ApiError.conflict(
          object.key(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(options.expectedUid(), object.uid()));
    }
    if (!options.expectedResourceVersion().isEmpty()
        && !options.expectedResourceVersion().equals(object.resourceVersion())) {
      throw ApiError.conflict(
          object.key(),
          "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
              .formatted(options.expectedResourceVersion(), object.resourceVersion()));
    }
  }

  private void disown(String ownerUid) {
    for (var dependent : store.ownedBy(ownerUid)) {
      store.updateIfPresent(
          dependent.key(),
          dependent.uid(),
          object -> {
            var references = object.metadata().withArray("/ownerReferences");
            references.removeIf(o -> o.path("uid").asText().equals(ownerUid));
            if (references.isEmpty()) {
              object.metadata().remove("ownerReferences");
            }
            return object;
          });
    }
  }
}
