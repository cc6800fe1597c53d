package dev.dre.sandbox.clusters.controllers;

import static dev.dre.sandbox.clusters.apiserver.ResourceKind.SERVICE_ACCOUNT;

import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.DeleteOptions;
import dev.dre.sandbox.clusters.apiserver.Deletions;
import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.Resources;
import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** Gives each namespace its default ServiceAccount, and empties those that are being deleted. */
public final class NamespaceController {
  private final Store store;
  private final Resources resources;
  private final Deletions deletions;

  public NamespaceController(Store store, Resources resources, Deletions deletions) {
    this.store = store;
    this.resources = resources;
    this.deletions = deletions;
  }

  void look(ApiObject namespace) {
    if (namespace.isBeingDeleted()) {
      empty(namespace);
    } else if (store.get(ObjectKey.of(SERVICE_ACCOUNT, namespace.name(), "default")).isEmpty()) {
      resources.create(
          ApiObject.of(
              SERVICE_ACCOUNT,
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withName("default")
                  .withNamespace(namespace.name())
                  .endMetadata()
                  .build()));
    }
  }

  private void empty(ApiObject namespace) {
    for (var object : store.inNamespace(namespace.name())) {
      if (!object.isBeingDeleted()) {
        deletions.delete(object.key(), DeleteOptions.with(DeleteOptions.Propagation.BACKGROUND));
      }
    }
    if (store.inNamespace(namespace.name()).isEmpty()) {
      store.updateIfPresent(
          namespace.key(),
          namespace.uid(),
          object -> {
            object.json().withObject("/spec").remove("finalizers");
            return object;
          });
    }
  }
}
