package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.SubmittedJob;
import java.time.Instant;
import java.util.Optional;

/** Looks at a Job by the clock of this machine. */
public final class Following {

  private final JobFollower follower;

  public Following(ClusterGateway gateway, SubmittedJob job) {
    follower = new JobFollower(gateway, job, Instant.now());
  }

  /** Empty while it has not ended. */
  public Optional<JobOutcome> look() {
    return follower.look(Instant.now());
  }

  public JobProgress progress() {
    return follower.progress();
  }
}
