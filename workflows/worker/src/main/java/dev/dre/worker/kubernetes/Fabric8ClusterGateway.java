package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.worker.kubernetes.changes.ClusterObjects;
import dev.dre.worker.kubernetes.changes.Fabric8Objects;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cluster through the fabric8 client. */
public final class Fabric8ClusterGateway implements ClusterGateway {

  private static final String JOB_NAME_LABEL = "batch.kubernetes.io/job-name";

  /** Answers that the same request will always get: a person has to change something. */
  private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 403, 404, 422);

  /** The last lines of a log are read again and again; one of them may be a whole binary file. */
  private static final int LONGEST_TAIL = 256 * 1024;

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private final KubernetesClient client;

  public Fabric8ClusterGateway(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public SubmittedJob submit(JobRequest request) throws JobRefused {
    Job wanted = JobSpec.of(request);
    try {
      Job created = client.batch().v1().jobs().resource(wanted).create();
      return submitted(request, created);
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        return adopt(request);
      }
      if (FINAL_REFUSALS.contains(e.getCode())) {
        throw new JobRefused(String.valueOf(e.getMessage()));
      }
      throw ClusterUnreachable.of(e);
    }
  }

  @Override
  public boolean mayI(String verb, NeededRight right, String namespace, String name) {
    String[] resource = right.resource().split("/", 2);
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(right.apiGroup())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : null)
            .withNamespace(namespace)
            .withName(name.isEmpty() ? null : name)
            .endResourceAttributes()
            .endSpec()
            .build();
    return asking(() -> client.resource(review).create().getStatus().getAllowed());
  }

  @Override
  public void couldSubmit(JobRequest request) throws JobRefused {
    try {
      client.batch().v1().jobs().resource(JobSpec.of(request)).dryRun().create();
    } catch (KubernetesClientException e) {
      if (FINAL_REFUSALS.contains(e.getCode())) {
        throw new JobRefused(String.valueOf(e.getMessage()));
      }
      throw ClusterUnreachable.of(e);
    }
  }

  @Override
  public Optional<String> uid(String namespace) {
    try {
      return Optional.ofNullable(client.namespaces().withName(namespace).get())
          .map(found -> found.getMetadata().getUid());
    } catch (KubernetesClientException e) {
      if (e.getCode() == FORBIDDEN) {
        return Optional.empty();
      }
      throw ClusterUnreachable.of(e);
    }
  }

  private SubmittedJob adopt(JobRequest request) throws JobRefused {
    Job existing = get(request.address());
    if (existing == null) {
      throw new ClusterUnreachable(
          "Job %s is being deleted; waiting until it is gone".formatted(request.name()),
          new IllegalStateException("conflict without a Job"));
    }
    String owner = existing.getMetadata().getAnnotations().get(JobSpec.REQUEST_ID);
    if (!request.requestId().equals(owner)) {
      throw new JobRefused(
          "a Job %s exists in %s that was not made for this: remove it, then retry"
              .formatted(request.name(), request.job().namespace()));
    }
    return submitted(request, existing);
  }

  private static SubmittedJob submitted(JobRequest request, Job job) {
    return new SubmittedJob(request.address(), job.getMetadata().getUid(), request.job().timeout());
  }

  @Override
  public JobView look(SubmittedJob submitted) {
    return asking(
        () -> {
          JobAddress address = submitted.address();
          Job job = get(address);
          if (job == null || !job.getMetadata().getUid().equals(submitted.uid())) {
            return JobView.NONE;
          }
          List<Pod> pods = pods(address);
          return JobViews.of(job, pods, pods.isEmpty() ? whyNoPod(job.getMetadata()) : "");
        });
  }

  private String whyNoPod(ObjectMeta job) {
    return PodEvents.whyNone(client, job.getNamespace(), job.getUid());
  }

  @Override
  public String lastLines(String namespace, String pod, int lines) {
    try {
      String log = tail(namespace, pod, lines);
      // The limit cuts the end, which says most: rather fewer lines.
      for (int fewer = lines / 3; fewer > 0 && log.length() >= LONGEST_TAIL / 4; fewer /= 3) {
        log = tail(namespace, pod, fewer);
      }
      return log;
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND || e.getCode() == BAD_REQUEST) {
        return "";
      }
      throw ClusterUnreachable.of(e);
    }
  }

  private String tail(String namespace, String pod, int lines) {
    String log =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(JobSpec.CONTAINER)
            .limitBytes(LONGEST_TAIL)
            .tailingLines(lines)
            .getLog();
    return log == null ? "" : log;
  }

  @Override
  public boolean remove(JobAddress address) {
    return asking(
        () -> {
          Job job = get(address);
          if (job == null) {
            return pods(address).isEmpty();
          }
          if (job.getMetadata().getDeletionTimestamp() == null) {
            // Foreground: after a background delete a new Job of the same name can run beside the
            // old pod.
            client
                .batch()
                .v1()
                .jobs()
                .inNamespace(address.namespace())
                .withName(address.name())
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
          }
          return false;
        });
  }

  @Override
  public ClusterObjects objects() {
    return new Fabric8Objects(client);
  }

  @Override
  public void close() {
    client.close();
  }

  private @Nullable Job get(JobAddress address) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(address.namespace())
        .withName(address.name())
        .get();
  }

  private List<Pod> pods(JobAddress address) {
    return client
        .pods()
        .inNamespace(address.namespace())
        .withLabel(JOB_NAME_LABEL, address.name())
        .list()
        .getItems();
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      throw ClusterUnreachable.of(e);
    }
  }
}
