package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a Job's command cannot be started, in a sentence that ends with what to do about it. What
 * Kubernetes says is kept: it names the Secret, the image, the node.
 */
public final class NotStarting {

  /** Why a container waits, where that does not heal by itself. */
  public static final Set<String> HOPELESS =
      Set.of(
          "InvalidImageName",
          "ErrImageNeverPull",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  /** Autoscalers need minutes to bring a node. */
  public static final Duration NODE_GRACE = Duration.ofMinutes(10);

  /** The first whose pattern is found in Kubernetes' reason and message counts. */
  private record Remedy(Pattern found, String what, String toDo) {}

  private static final List<Remedy> REMEDIES =
      List.of(
          remedy(
              "InvalidImageName",
              "the name of its image is none",
              "Correct it under images: in settings.yaml; operations started from then on use it."),
          remedy(
              "ErrImageNeverPull",
              "its image is not on the node, and may not be pulled",
              "Load it onto the nodes of %1$s."),
          remedy(
              "ErrImagePull|ImagePullBackOff",
              "its image cannot be pulled",
              "See that the registry has it, that the nodes of %1$s reach it, and that the ServiceAccount may pull from it."),
          remedy(
              "secret \"[^\"]*\" not found",
              "a Secret is missing",
              "Create it in the namespace %2$s of %1$s, with the keys username and password."),
          remedy(
              "persistentvolumeclaim \"[^\"]*\" not found",
              "a volume is missing",
              "Create that PersistentVolumeClaim in the namespace %2$s of %1$s, or correct volumes: of the datastore's place there in datastores.yaml."),
          remedy(
              "couldn't find key",
              "a key of a Secret is missing",
              "Add it in the namespace %2$s of %1$s."),
          remedy(
              "run as non-root|runAsNonRoot|non-root policy",
              "its image wants to run as root",
              "Use one that names another user by its number (USER 1000)."),
          remedy(
              "CreateContainerConfigError|CreateContainerError|RunContainerError",
              "its container cannot be made",
              "See to what it names in the namespace %2$s of %1$s."),
          remedy(
              "exceeded quota",
              "the quota of the namespace is used up",
              "Wait until others have ended, or raise the ResourceQuota of %2$s in %1$s."),
          remedy(
              "violates PodSecurity",
              "the namespace does not allow such a pod",
              "dre's Jobs keep to the level restricted: see what the namespace %2$s of %1$s asks for beyond that."),
          remedy(
              "service ?account",
              "its ServiceAccount is missing",
              "Create it in the namespace %2$s of %1$s, or correct jobs.service_account in clusters.yaml."),
          remedy(
              "admission webhook",
              "a webhook of the cluster does not let it in",
              "Ask who runs that webhook in %1$s."),
          remedy(
              "nodes are available|Unschedulable|no nodes available",
              "no node takes it",
              "Make room in %1$s, or ask for less."));

  private NotStarting() {}

  /**
   * What {@code reason} and {@code message} mean for the Job at {@code where}. What is not known
   * here is said as Kubernetes says it.
   */
  public static String inWords(String reason, String message, JobAddress where) {
    String said = said(reason, message);
    return REMEDIES.stream()
        .filter(remedy -> remedy.found().matcher(said).find())
        .findFirst()
        .map(
            remedy ->
                "%s (%s). %s"
                    .formatted(
                        remedy.what(),
                        said,
                        remedy.toDo().formatted(where.cluster(), where.namespace())))
        .orElse(said);
  }

  private static String said(String reason, String message) {
    String shown = ShownText.line(message.strip());
    if (reason.isEmpty()) {
      return shown;
    }
    return shown.isEmpty() ? reason : reason + ": " + shown;
  }

  private static Remedy remedy(String found, String what, String toDo) {
    return new Remedy(Pattern.compile(found, Pattern.CASE_INSENSITIVE), what, toDo);
  }
}
