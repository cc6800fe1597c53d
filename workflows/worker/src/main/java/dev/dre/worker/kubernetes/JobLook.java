package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.LookRequest;
import dev.dre.operations.watching.Reading;
import dev.dre.worker.watching.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks by a Job, which is removed once it has said what it saw. */
final class JobLook implements Look {

  private static final Logger LOG = LoggerFactory.getLogger(JobLook.class);

  /** How long a cluster may be silent before a look has seen nothing. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ClusterGateway cluster;
  private final LookRequest request;
  private final InstantSource clock;
  private final Silence silence = new Silence(LOG);

  JobLook(ClusterGateway cluster, LookRequest request, InstantSource clock) {
    this.cluster = cluster;
    this.request = request;
    this.clock = clock;
  }

  @Override
  public Reading at(int count, Runnable beat) {
    if (count > 1) {
      // Of a try that was cut off; any other is gone already.
      remove(request.look(count - 1));
    }
    JobRequest job = request.look(count);
    try {
      return reading(follow(job, beat));
    } catch (JobRefused e) {
      return Reading.failed(String.valueOf(e.getMessage()));
    } catch (ClusterUnreachable e) {
      return Reading.blind(job.job().cluster() + " does not answer");
    } finally {
      remove(job);
    }
  }

  private JobOutcome follow(JobRequest job, Runnable beat) throws JobRefused {
    Instant answered = clock.instant();
    Optional<JobFollower> follower = Optional.empty();
    while (true) {
      try {
        if (follower.isEmpty()) {
          follower = Optional.of(new JobFollower(cluster, cluster.submit(job), clock.instant()));
        }
        var outcome = follower.get().look(clock.instant());
        answered = clock.instant();
        silence.isOver("looking by " + job.name());
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } catch (ClusterUnreachable e) {
        silence.goesOn("looking by " + job.name(), e);
        if (Duration.between(answered, clock.instant()).compareTo(PATIENCE) > 0) {
          throw e;
        }
      }
      beat.run();
    }
  }

  private static Reading reading(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded succeeded -> new Reading(succeeded.outputs(), "");
      case JobOutcome.Failed failed -> Reading.failed(failed.reason());
      case JobOutcome.TimedOut ignored -> Reading.failed("it took longer than it may");
      case JobOutcome.NeverStarted never -> Reading.blind("it was never started: " + never.cause());
      case JobOutcome.Vanished ignored -> Reading.blind("its Job was deleted by somebody");
    };
  }

  /** What cannot be removed now has a time to live. */
  private void remove(JobRequest job) {
    try {
      cluster.remove(job.address());
    } catch (ClusterUnreachable e) {
      silence.goesOn("removing " + job.name(), e);
    }
  }
}
