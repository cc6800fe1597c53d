package dev.dre.operations.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a worker does in a cluster that it can reach. */
@ActivityInterface
public interface ClusterActivities {

  /**
   * Creates the Job, or adopts the one that an earlier try created: its name is derived from what
   * it is for, so a retry never starts a second one.
   *
   * @throws io.temporal.failure.ApplicationFailure non-retryable, type {@value #JOB_REFUSED}, when
   *     the API server rejects the Job itself, or a different Job has its name
   */
  @ActivityMethod(name = "submitJob")
  SubmittedJob submitJob(JobRequest request);

  /**
   * Follows a Job to its end, and reports its progress by heartbeat. Never creates anything: a Job
   * that is gone is {@link JobOutcome.Vanished}. A retry looks again. While the cluster does not
   * answer it waits and says so.
   */
  @ActivityMethod(name = "followJob")
  JobOutcome followJob(SubmittedJob job);

  /**
   * Deletes the Job with its pods, and returns when both are seen gone. There may never have been
   * one.
   */
  @ActivityMethod(name = "ensureGone")
  void ensureGone(JobAddress job);

  /**
   * Looks by one Job after the other until something holds. A retry goes on where the last try was;
   * a cancelled one removes its Job.
   */
  @ActivityMethod(name = "watch")
  WatchOutcome watch(WatchRequest request);

  /** The same, until a guard says something else. */
  @ActivityMethod(name = "guard")
  GuardWord guard(GuardRequest request);

  /** The failure type of a Job that can never run as it is. */
  String JOB_REFUSED = "JobRefused";
}
