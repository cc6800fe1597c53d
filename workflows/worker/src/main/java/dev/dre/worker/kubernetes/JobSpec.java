package dev.dre.worker.kubernetes;

import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.JobRequest;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Kubernetes Job that runs a planned command. One container, one pod, no retries: trying again
 * is dre's business.
 */
final class JobSpec {

  static final String REQUEST_ID = "dre.dev/request-id";
  static final String CONTAINER = "main";
  private static final String USUAL_MEMORY = "512Mi";
  static final String RESULT_FILE = "/dev/termination-log";

  /** Must outlive the longest absence of a worker, or nobody sees the end of the Job. */
  private static final int KEEP_FINISHED_SECONDS = (int) Duration.ofDays(7).toSeconds();

  /**
   * The pod's own deadline counts, because it keeps log and result; the Job's is there if the
   * kubelet is not.
   */
  private static final Duration BACKSTOP = Duration.ofMinutes(5);

  /** A cut-over that is told to stop comes to its end first, within its budget. */
  private static final long GRACE_SECONDS = 60;

  /** Who may write to volumes: most of them come owned by root, and no Job is that. */
  private static final Long VOLUME_GROUP = 1000L;

  private JobSpec() {}

  static Job of(JobRequest request) {
    PlannedJob job = request.job();
    long deadline = job.timeout().toSeconds();
    var labels =
        Map.of(
            "app.kubernetes.io/managed-by", "dre",
            "dre.dev/operation", request.operation().value(),
            "dre.dev/datastore", request.datastore().value(),
            "dre.dev/purpose", request.purpose());
    return new JobBuilder()
        .withNewMetadata()
        .withName(request.name())
        .withNamespace(job.namespace())
        .withLabels(labels)
        .addToAnnotations(REQUEST_ID, request.requestId())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withCompletions(1)
        .withParallelism(1)
        .withPodReplacementPolicy("Failed")
        // Without a rule of its own the reason is lost: the pod is gone as soon as the Job fails.
        .withNewPodFailurePolicy()
        .addNewRule()
        .withAction("FailJob")
        .addNewOnPodCondition()
        .withType("DisruptionTarget")
        .withStatus("True")
        .endOnPodCondition()
        .endRule()
        .endPodFailurePolicy()
        .withActiveDeadlineSeconds(deadline + BACKSTOP.toSeconds())
        .withTtlSecondsAfterFinished(KEEP_FINISHED_SECONDS)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withServiceAccountName(job.serviceAccount())
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withActiveDeadlineSeconds(deadline)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .withFsGroup(job.volumes().isEmpty() ? null : VOLUME_GROUP)
        .endSecurityContext()
        .addNewContainer()
        .withName(CONTAINER)
        .withImage(job.image())
        .withCommand(job.command())
        .withEnv(environment(request))
        .withTerminationMessagePath(RESULT_FILE)
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .addToDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withNewResources()
        .addToRequests("cpu", new Quantity("100m"))
        .addToRequests("memory", new Quantity("128Mi"))
        .addToLimits("memory", new Quantity(job.memory().orElse(USUAL_MEMORY)))
        .endResources()
        .withVolumeMounts(mounts(job))
        .endContainer()
        .withVolumes(volumes(job))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static List<VolumeMount> mounts(PlannedJob job) {
    var all = new ArrayList<VolumeMount>();
    all.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    for (String folder : job.volumes().keySet()) {
      all.add(
          new VolumeMountBuilder().withName("volume-" + all.size()).withMountPath(folder).build());
    }
    return all;
  }

  /** As {@link #mounts} names them: in the order of their folders. */
  private static List<Volume> volumes(PlannedJob job) {
    var all = new ArrayList<Volume>();
    all.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    for (String claim : job.volumes().values()) {
      all.add(
          new VolumeBuilder()
              .withName("volume-" + all.size())
              .withNewPersistentVolumeClaim(claim, false)
              .build());
    }
    return all;
  }

  /** Secrets by reference only: a value would be readable by whoever may look at Jobs. */
  private static List<EnvVar> environment(JobRequest request) {
    var all = new ArrayList<EnvVar>();
    request.job().env().forEach((name, value) -> all.add(plain(name, value)));
    request.environment().forEach((name, value) -> all.add(plain(name, value)));
    all.add(plain("DRE_RESULT", RESULT_FILE));
    request
        .job()
        .secrets()
        .forEach(
            (name, key) ->
                all.add(
                    new EnvVarBuilder()
                        .withName(name)
                        .withNewValueFrom()
                        .withNewSecretKeyRef(key.key(), key.secret(), false)
                        .endValueFrom()
                        .build()));
    return all;
  }

  private static EnvVar plain(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }
}
