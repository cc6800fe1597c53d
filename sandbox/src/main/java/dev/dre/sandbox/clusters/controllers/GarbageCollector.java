package dev.dre.sandbox.clusters.controllers;

import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.DeleteOptions;
import dev.dre.sandbox.clusters.apiserver.Deletions;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Store;
import java.util.stream.Collectors;

/** Deletes what belongs to deleted owners: after them, or before them when they wait for it. */
public final class GarbageCollector {
  private final Store store;
  private final Deletions deletions;

  public GarbageCollector(Store store, Deletions deletions) {
    this.store = store;
    this.deletions = deletions;
  }

  /** Looks at an object that may be waiting for what belongs to it. */
  void look(ApiObject object) {
    if (!object.isBeingDeleted() || !object.finalizers().contains(Deletions.FOREGROUND)) {
      return;
    }
    if (store.ownedBy(object.uid()).isEmpty()) {
      store.updateIfPresent(
          object.key(),
          object.uid(),
          owner -> {
            owner.setFinalizers(
                owner.finalizers().stream().filter(f -> !f.equals(Deletions.FOREGROUND)).toList());
            return owner;
          });
    } else {
      deleteWhatBelongsTo(object.uid());
    }
  }

  /** Called when an owner is gone. */
  void deleteWhatBelongsTo(String ownerUid) {
    for (var dependent : store.ownedBy(ownerUid)) {
      if (!dependent.isBeingDeleted()) {
        deletions.delete(dependent.key(), DeleteOptions.with(DeleteOptions.Propagation.BACKGROUND));
      }
    }
  }

  /** Deletes what a kill between two steps has left without an owner. */
  void deleteOrphans() {
    var uids =
        ResourceKind.ALL.stream()
            .flatMap(k -> store.list(k, "").stream())
            .map(ApiObject::uid)
            .collect(Collectors.toSet());
    ResourceKind.ALL.stream()
        .flatMap(k -> store.list(k, "").stream())
        .flatMap(o -> o.ownerUids().stream())
        .filter(owner -> !uids.contains(owner))
        .distinct()
        .toList()
        .forEach(this::deleteWhatBelongsTo);
  }
}
