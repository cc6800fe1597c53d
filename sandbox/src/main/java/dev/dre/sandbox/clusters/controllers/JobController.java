package dev.dre.sandbox.clusters.controllers;

import static dev.dre.sandbox.clusters.controllers.JobConditions.FAILED;
import static dev.dre.sandbox.clusters.controllers.JobConditions.SUCCEEDED;
import static dev.dre.sandbox.clusters.controllers.JobConditions.WILL_FAIL;
import static dev.dre.sandbox.clusters.controllers.JobConditions.WILL_SUCCEED;

import dev.dre.sandbox.clusters.apiserver.ApiObject;
import dev.dre.sandbox.clusters.apiserver.DeleteOptions;
import dev.dre.sandbox.clusters.apiserver.Deletions;
import dev.dre.sandbox.clusters.apiserver.EventRecorder;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Resources;
import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Runs each Job's pod once and says how it ended. The end comes in two steps, as on a real cluster:
 * it is announced, and it is final when no pod is active any more.
 */
public final class JobController {
  private static final String COMPONENT = "job-controller";

  private final Store store;
  private final Deletions deletions;
  private final JobPods pods;
  private final EventRecorder events;
  private final WorkQueue queue;
  private final Pace pace;
  private final InstantSource clock;

  public JobController(
      Store store,
      Resources resources,
      Deletions deletions,
      EventRecorder events,
      WorkQueue queue,
      Pace pace,
      InstantSource clock) {
    this.store = store;
    this.deletions = deletions;
    this.pods = new JobPods(store, resources, deletions);
    this.events = events;
    this.queue = queue;
    this.pace = pace;
    this.clock = clock;
  }

  void look(ApiObject object) {
    if (object.isBeingDeleted()) {
      pods.of(object).stream().filter(JobPods::hasEnded).forEach(pods::release);
      return;
    }
    var job = object.as(Job.class);
    var status = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
    if (JobConditions.ended(status).isPresent()) {
      pods.of(object).forEach(pods::release);
      deleteWhenOld(object, job, JobConditions.ended(status).get());
    } else if (JobConditions.find(status, WILL_FAIL).isPresent()) {
      fail(object, status, JobConditions.find(status, WILL_FAIL).get());
    } else if (JobConditions.find(status, WILL_SUCCEED).isPresent()) {
      succeed(object, status, JobConditions.find(status, WILL_SUCCEED).get());
    } else {
      run(object, job, status);
    }
  }

  /** Looks at a pod whose Job is gone, so that nobody counts its end. */
  void lookAtOrphan(ApiObject pod) {
    boolean orphan =
        pod.ownerUids().stream()
            .noneMatch(
                uid ->
                    store.list(ResourceKind.JOB, pod.namespace()).stream()
                        .anyMatch(j -> j.uid().equals(uid)));
    if (orphan) {
      pods.release(pod);
    }
  }

  private void run(ApiObject object, Job job, JobStatus status) {
    var now = clock.instant();
    if (status.getStartTime() == null) {
      write(object, new JobStatusBuilder(status).withStartTime(seconds(now)).build());
      return;
    }
    if (isOverdue(object, job, status, now)) {
      announce(
          object,
          status,
          WILL_FAIL,
          "DeadlineExceeded",
          "Job was active longer than specified deadline");
      return;
    }
    var pod = pods.of(object).stream().findFirst();
    if (pod.isEmpty()) {
      createPod(object, job);
      return;
    }
    switch (JobPods.phase(pod.get())) {
      case "Succeeded" ->
          announce(
              object,
              new JobStatusBuilder(status).withSucceeded(1).build(),
              WILL_SUCCEED,
              "CompletionsReached",
              "Reached expected number of succeeded pods");
      case "Failed" ->
          announce(
              object,
              new JobStatusBuilder(status).withFailed(1).build(),
              WILL_FAIL,
              "BackoffLimitExceeded",
              "Job has reached the specified backoff limit");
      default -> write(object, withActive(status, pod.get()));
    }
  }

  private void createPod(ApiObject object, Job job) {
    var problem = pods.create(job);
    if (problem.isPresent()) {
      events.warning(object, COMPONENT, "FailedCreate", problem.get());
      queue.addAfter(object.key(), pace.retry());
    } else {
      pods.of(object)
          .forEach(
              p ->
                  events.normal(object, COMPONENT, "SuccessfulCreate", "Created pod: " + p.name()));
    }
  }

  private static JobStatus withActive(JobStatus status, ApiObject pod) {
    boolean terminating = pod.isBeingDeleted();
    boolean running = JobPods.phase(pod).equals("Running");
    return new JobStatusBuilder(status)
        .withActive(terminating ? null : 1)
        .withTerminating(terminating ? 1 : 0)
        .withReady(running && !terminating ? 1 : 0)
        .build();
  }

  private boolean isOverdue(ApiObject object, Job job, JobStatus status, Instant now) {
    Long seconds = job.getSpec().getActiveDeadlineSeconds();
    if (seconds == null) {
      return false;
    }
    var deadline = Instant.parse(status.getStartTime()).plusSeconds(seconds);
    if (now.isBefore(deadline)) {
      queue.addAfter(object.key(), Duration.between(now, deadline));
    }
    return !now.isBefore(deadline);
  }

  private void announce(
      ApiObject object, JobStatus status, String type, String reason, String message) {
    write(
        object,
        new JobStatusBuilder(status)
            .addToConditions(JobConditions.of(type, reason, message, clock.instant()))
            .build());
  }

  private void fail(ApiObject object, JobStatus status, JobCondition announced) {
    var own = pods.of(object);
    own.stream().filter(p -> !JobPods.hasEnded(p)).forEach(pods::delete);
    own.stream().filter(JobPods::hasEnded).forEach(pods::release);
    var left = pods.of(object);
    boolean active = left.stream().anyMatch(p -> !JobPods.hasEnded(p) || p.isBeingDeleted());
    if (active) {
      write(
          object,
          new JobStatusBuilder(status).withActive(null).withReady(0).withTerminating(1).build());
      return;
    }
    end(object, new JobStatusBuilder(status).withFailed(1), announced, FAILED);
    events.warning(object, COMPONENT, announced.getReason(), announced.getMessage());
  }

  private void succeed(ApiObject object, JobStatus status, JobCondition announced) {
    var ended = new JobStatusBuilder(status).withCompletionTime(seconds(clock.instant()));
    end(object, ended, announced, SUCCEEDED);
    events.normal(object, COMPONENT, "Completed", "Job completed");
  }

  private void end(ApiObject object, JobStatusBuilder status, JobCondition announced, String type) {
    write(
        object,
        status
            .withActive(null)
            .withReady(0)
            .withTerminating(0)
            .addToConditions(JobConditions.ending(announced, type, clock.instant()))
            .build());
  }

  private void deleteWhenOld(ApiObject object, Job job, JobCondition ended) {
    Integer ttl = job.getSpec().getTtlSecondsAfterFinished();
    if (ttl == null) {
      return;
    }
    var now = clock.instant();
    var end = Instant.parse(ended.getLastTransitionTime()).plusSeconds(ttl);
    if (now.isBefore(end)) {
      queue.addAfter(object.key(), Duration.between(now, end));
    } else {
      deletions.delete(object.key(), DeleteOptions.with(DeleteOptions.Propagation.FOREGROUND));
    }
  }

  private void write(ApiObject object, JobStatus status) {
    store.updateIfPresent(object.key(), object.uid(), o -> o.withStatus(status));
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
