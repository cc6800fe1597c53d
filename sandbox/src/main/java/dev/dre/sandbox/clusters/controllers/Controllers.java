package dev.dre.sandbox.clusters.controllers;

import static dev.dre.sandbox.clusters.apiserver.ResourceKind.JOB;
import static dev.dre.sandbox.clusters.apiserver.ResourceKind.NAMESPACE;
import static dev.dre.sandbox.clusters.apiserver.ResourceKind.POD;

import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.Change;
import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Store;

/** Tells each controller which objects to look at. */
public final class Controllers {
  private final Store store;
  private final WorkQueue queue;
  private final JobController jobs;
  private final NamespaceController namespaces;
  private final GarbageCollector garbage;

  public Controllers(
      Store store,
      WorkQueue queue,
      JobController jobs,
      NamespaceController namespaces,
      GarbageCollector garbage) {
    this.store = store;
    this.queue = queue;
    this.jobs = jobs;
    this.namespaces = namespaces;
    this.garbage = garbage;
  }

  /** Looks at everything once, and from then on at what changes. */
  public void start() {
    store.listen(this::changed);
    queue.run(garbage::deleteOrphans);
    ResourceKind.ALL.forEach(k -> store.list(k, "").forEach(o -> queue.add(o.key())));
  }

  /** One look at one object. */
  public void look(ObjectKey key) {
    store
        .get(key)
        .ifPresent(
            object -> {
              garbage.look(object);
              if (object.kind().equals(JOB)) {
                jobs.look(object);
              } else if (object.kind().equals(NAMESPACE)) {
                namespaces.look(object);
              } else if (object.kind().equals(POD)) {
                jobs.lookAtOrphan(object);
              }
            });
  }

  private void changed(Change change) {
    var object = change.object();
    queue.add(object.key());
    if (object.kind().equals(POD)) {
      lookAtOwners(object);
    }
    if (change.type() == Change.Type.DELETED) {
      lookAtOwners(object);
      queue.run(() -> garbage.deleteWhatBelongsTo(object.uid()));
      queue.add(ObjectKey.of(NAMESPACE, "", object.namespace()));
    }
  }

  private void lookAtOwners(ApiObject object) {
    for (var owner : object.metadata().path("ownerReferences")) {
      ResourceKind.ALL.stream()
          .filter(k -> k.kind().equals(owner.path("kind").asText()))
          .map(k -> ObjectKey.of(k, object.namespace(), owner.path("name").asText()))
          .forEach(queue::add);
    }
  }
}
