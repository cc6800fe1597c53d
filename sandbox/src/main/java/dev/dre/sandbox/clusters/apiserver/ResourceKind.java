package dev.dre.sandbox.clusters.apiserver;

import java.util.List;
import java.util.Optional;

/**
 * A kind of object that the local clusters know; anything else is answered with 404, as by a real
 * API server without it.
 *
 * @param group empty for the core group
 * @param hasStatus whether {@code status} is written by the status subresource only
 */
public record ResourceKind(
    String group,
    String version,
    String kind,
    String plural,
    boolean namespaced,
    boolean hasStatus,
    List<String> shortNames) {

  public static final ResourceKind NAMESPACE = core("Namespace", "namespaces", false, true, "ns");
  public static final ResourceKind POD = core("Pod", "pods", true, true, "po");
  public static final ResourceKind SECRET = core("Secret", "secrets", true, false);
  public static final ResourceKind CONFIG_MAP = core("ConfigMap", "configmaps", true, false, "cm");
  public static final ResourceKind VOLUME_CLAIM =
      core("PersistentVolumeClaim", "persistentvolumeclaims", true, true, "pvc");
  public static final ResourceKind SERVICE_ACCOUNT =
      core("ServiceAccount", "serviceaccounts", true, false, "sa");
  public static final ResourceKind EVENT = core("Event", "events", true, false, "ev");
  public static final ResourceKind JOB =
      new ResourceKind("batch", "v1", "Job", "jobs", true, true, List.of());
  public static final ResourceKind LEASE =
      new ResourceKind("coordination.k8s.io", "v1", "Lease", "leases", true, false, List.of());

  public static final List<ResourceKind> ALL =
      List.of(NAMESPACE, POD, SECRET, CONFIG_MAP, VOLUME_CLAIM, SERVICE_ACCOUNT, EVENT, JOB, LEASE);

  private static ResourceKind core(
      String kind, String plural, boolean namespaced, boolean hasStatus, String... shortNames) {
    return new ResourceKind("", "v1", kind, plural, namespaced, hasStatus, List.of(shortNames));
  }

  static Optional<ResourceKind> find(String group, String version, String plural) {
    return ALL.stream()
        .filter(k -> k.group.equals(group) && k.version.equals(version) && k.plural.equals(plural))
        .findFirst();
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** As API servers name it in messages, e.g. {@code jobs.batch}. */
  String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** As API servers name it in messages about validation, e.g. {@code Job.batch}. */
  String qualifiedKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
