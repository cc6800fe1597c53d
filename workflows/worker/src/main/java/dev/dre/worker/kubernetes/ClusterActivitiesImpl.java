package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.ClusterActivities;
import dev.dre.operations.temporal.GuardRequest;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.LookRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.temporal.WatchRequest;
import dev.dre.worker.watching.Watcher;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one cluster. */
public final class ClusterActivitiesImpl implements ClusterActivities {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterActivitiesImpl.class);

  private final ClusterGateway cluster;
  private final InstantSource clock;
  private final Duration interval;

  /**
   * Talks to {@code cluster} only.
   *
   * @param interval between two looks at a Job
   */
  public ClusterActivitiesImpl(ClusterGateway cluster, InstantSource clock, Duration interval) {
    this.cluster = cluster;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public SubmittedJob submitJob(JobRequest request) {
    try {
      return cluster.submit(request);
    } catch (JobRefused e) {
      throw ApplicationFailure.newNonRetryableFailureWithCause(e.getMessage(), JOB_REFUSED, e);
    }
  }

  @Override
  public JobOutcome followJob(SubmittedJob job) {
    var before = Activity.getExecutionContext().getHeartbeatDetails(JobProgress.class);
    var follower = new JobFollower(cluster, job, clock.instant(), before);
    while (true) {
      JobProgress progress;
      try {
        Optional<JobOutcome> outcome = follower.look(clock.instant());
        if (outcome.isPresent()) {
          return outcome.get();
        }
        progress = follower.progress();
      } catch (ClusterUnreachable e) {
        LOG.warn("following {}: {}", job.address().name(), e.getMessage());
        progress = follower.progress().unseen(job.address().cluster() + " does not answer");
      }
      heartbeat(progress);
      pause();
    }
  }

  @Override
  public void ensureGone(JobAddress job) {
    while (true) {
      try {
        if (cluster.remove(job)) {
          return;
        }
      } catch (ClusterUnreachable e) {
        LOG.warn("removing {}: {}", job.name(), e.getMessage());
      }
      heartbeat(new JobProgress(-1, "seeing %s gone".formatted(job.name())));
      pause();
    }
  }

  @Override
  public WatchOutcome watch(WatchRequest request) {
    return watcher(request.look(), "").watch(request.watch());
  }

  @Override
  public GuardWord guard(GuardRequest request) {
    return watcher(request.look(), request.guard().title())
        .guard(request.guard(), request.verdict());
  }

  private Watcher watcher(LookRequest look, String title) {
    var context = Activity.getExecutionContext();
    var progress =
        context
            .getHeartbeatDetails(WatchProgress.class)
            .orElseGet(() -> WatchProgress.beginning(title, clock.instant()));
    return new Watcher(
        new JobLook(cluster, look, clock),
        look.reported(),
        clock,
        now -> {
          context.heartbeat(now);
          pause();
        },
        progress);
  }

  /** Throws when the activity was cancelled: that is how it learns of it. */
  private static void heartbeat(JobProgress progress) {
    Activity.getExecutionContext().heartbeat(progress);
  }

  private void pause() {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker is shutting down", e);
    }
  }
}
