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

  /** Many Jobs are short: the first looks come sooner, each pause twice the one before. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final ClusterGateway cluster;
  private final InstantSource clock;
  private final Duration interval;

  /**
   * Talks to {@code cluster} only.
   *
   * @param interval between two looks at a Job that runs longer than that
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
    var silence = new Silence(LOG);
    String doing = "following " + job.address().name();
    for (Duration pause = shorter(FIRST_PAUSE, interval); ; pause = longer(pause)) {
      JobProgress progress;
      try {
        Optional<JobOutcome> outcome = follower.look(clock.instant());
        silence.isOver(doing);
        if (outcome.isPresent()) {
          return outcome.get();
        }
        progress = follower.progress();
      } catch (ClusterUnreachable e) {
        silence.goesOn(doing, e);
        progress = follower.progress().unseen(job.address().cluster() + " does not answer");
      }
      heartbeat(progress);
      pause(pause);
    }
  }

  @Override
  public void ensureGone(JobAddress job) {
    var silence = new Silence(LOG);
    String doing = "removing " + job.name();
    for (Duration pause = shorter(FIRST_PAUSE, interval); ; pause = longer(pause)) {
      try {
        boolean gone = cluster.remove(job);
        silence.isOver(doing);
        if (gone) {
          return;
        }
      } catch (ClusterUnreachable e) {
        silence.goesOn(doing, e);
      }
      heartbeat(new JobProgress(-1, "seeing %s gone".formatted(job.name())));
      pause(pause);
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
          pause(interval);
        },
        progress);
  }

  /** Throws when the activity was cancelled: that is how it learns of it. */
  private static void heartbeat(JobProgress progress) {
    Activity.getExecutionContext().heartbeat(progress);
  }

  private Duration longer(Duration pause) {
    return shorter(pause.multipliedBy(2), interval);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker is shutting down", e);
    }
  }
}
