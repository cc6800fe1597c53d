package dev.dre.sandbox.clusters.controllers;

import static dev.dre.sandbox.clusters.apiserver.ResourceKind.POD;
import static dev.dre.sandbox.clusters.apiserver.ResourceKind.SERVICE_ACCOUNT;

import dev.dre.sandbox.clusters.apiserver.ApiError;
import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.DeleteOptions;
import dev.dre.sandbox.clusters.apiserver.Deletions;
import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.Resources;
import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/** The pods of Jobs. Each is held by a finalizer until its end has been counted. */
final class JobPods {
  static final String TRACKED = "batch.kubernetes.io/job-tracking";

  private final Store store;
  private final Resources resources;
  private final Deletions deletions;

  JobPods(Store store, Resources resources, Deletions deletions) {
    this.store = store;
    this.resources = resources;
    this.deletions = deletions;
  }

  List<ApiObject> of(ApiObject job) {
    return store.ownedBy(job.uid()).stream().filter(o -> o.kind().equals(POD)).toList();
  }

  /**
   * Makes the pod of a Job.
   *
   * @return why no pod can be made, in the words of the admission that refuses it; empty when one
   *     was
   */
  Optional<String> create(Job job) {
    var template = job.getSpec().getTemplate();
    String account =
        Optional.ofNullable(template.getSpec().getServiceAccountName()).orElse("default");
    String namespace = job.getMetadata().getNamespace();
    if (store.get(ObjectKey.of(SERVICE_ACCOUNT, namespace, account)).isEmpty()) {
      return Optional.of(
          ("Error creating: pods \"%s-\" is forbidden: error looking up service account %s/%s:"
                  + " serviceaccount \"%s\" not found")
              .formatted(job.getMetadata().getName(), namespace, account, account));
    }
    try {
      resources.create(pod(job, account));
      return Optional.empty();
    } catch (ApiError e) {
      return Optional.of("Error creating: " + e.getMessage());
    }
  }

  void delete(ApiObject pod) {
    if (!pod.isBeingDeleted()) {
      deletions.delete(pod.key(), DeleteOptions.with(DeleteOptions.Propagation.BACKGROUND));
    }
  }

  /** Says that the end of this pod is counted, or that nobody counts any more. */
  void release(ApiObject pod) {
    if (pod.finalizers().contains(TRACKED)) {
      store.updateIfPresent(
          pod.key(),
          pod.uid(),
          object -> {
            object.setFinalizers(
                object.finalizers().stream().filter(f -> !f.equals(TRACKED)).toList());
            return object;
          });
    }
  }

  static String phase(ApiObject pod) {
    return pod.json().path("status").path("phase").asText();
  }

  static boolean hasEnded(ApiObject pod) {
    return phase(pod).equals("Succeeded") || phase(pod).equals("Failed");
  }

  private static ApiObject pod(Job job, String account) {
    var template = job.getSpec().getTemplate();
    var meta = template.getMetadata();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withGenerateName(job.getMetadata().getName() + "-")
            .withNamespace(job.getMetadata().getNamespace())
            .withLabels(meta.getLabels())
            .withAnnotations(meta.getAnnotations())
            .withFinalizers(TRACKED)
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(job.getApiVersion())
                    .withKind(job.getKind())
                    .withName(job.getMetadata().getName())
                    .withUid(job.getMetadata().getUid())
                    .withController(true)
                    .withBlockOwnerDeletion(true)
                    .build())
            .endMetadata()
            .withNewSpecLike(template.getSpec())
            .withServiceAccountName(account)
            .endSpec()
            .build();
    return ApiObject.of(POD, pod);
  }
}
