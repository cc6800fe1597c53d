package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.GuardRequest;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.LookRequest;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.temporal.WatchRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks by one Job after the other; each is removed once it has said what it saw. */
final class Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  /** How long a cluster may be silent before a look has seen nothing. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What goes on between two looks at the world. */
  interface Beat {

    /** Tells that it is alive, waits a moment, and throws when it is not wanted any more. */
    void next(WatchProgress progress);
  }

  private final ClusterGateway cluster;
  private final LookRequest request;
  private final InstantSource clock;
  private final Beat beat;
  private WatchProgress progress;

  /** {@code progress}: where an earlier try was. */
  Watcher(
      ClusterGateway cluster,
      LookRequest request,
      InstantSource clock,
      Beat beat,
      WatchProgress progress) {
    this.cluster = cluster;
    this.request = request;
    this.clock = clock;
    this.beat = beat;
    this.progress = progress;
  }

  WatchOutcome watch(WatchRequest wanted) {
    var watch = wanted.watch();
    waitUntil(progress.since().plus(watch.delay()));
    while (true) {
      Reading reading = look();
      Instant now = clock.instant();
      var seen = WatchRules.see(watch, request, reading);
      progress = WatchRules.after(progress, watch, seen, reading, now);
      Optional<WatchOutcome> outcome = WatchRules.outcome(progress, watch, reading, now);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      waitFor(watch.every());
    }
  }

  GuardWord guard(GuardRequest wanted) {
    var guard = wanted.guard();
    String before = "";
    int inARow = 0;
    while (true) {
      Reading reading = look();
      GuardWord word = WatchRules.word(guard, request, reading);
      inARow = word.verdict().equals(before) ? inARow + 1 : 1;
      before = word.verdict();
      progress = progress.saw(reading.outputs(), reading.problem());
      boolean changed = !word.verdict().equals(wanted.verdict());
      if (changed && inARow >= WatchRules.needed(guard, word)) {
        return word;
      }
      waitFor(guard.every());
    }
  }

  private Reading look() {
    if (progress.looks() > 0) {
      // Of a try that was cut off; any other is gone already.
      remove(request.look(progress.looks()));
    }
    progress = progress.looking();
    JobRequest job = request.look(progress.looks());
    try {
      return reading(follow(job));
    } catch (JobRefused e) {
      return blind(String.valueOf(e.getMessage()));
    } catch (ClusterUnreachable e) {
      return blind(job.job().cluster() + " does not answer");
    } finally {
      remove(job);
    }
  }

  private JobOutcome follow(JobRequest job) throws JobRefused {
    Instant answered = clock.instant();
    Optional<JobFollower> follower = Optional.empty();
    while (true) {
      try {
        if (follower.isEmpty()) {
          follower = Optional.of(new JobFollower(cluster, cluster.submit(job), clock.instant()));
        }
        var outcome = follower.get().look(clock.instant());
        answered = clock.instant();
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } catch (ClusterUnreachable e) {
        LOG.warn("looking by {}: {}", job.name(), e.getMessage());
        if (Duration.between(answered, clock.instant()).compareTo(PATIENCE) > 0) {
          throw e;
        }
      }
      beat.next(progress);
    }
  }

  private static Reading reading(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded succeeded -> new Reading(succeeded.outputs(), "");
      case JobOutcome.Failed failed -> blind(failed.reason());
      case JobOutcome.TimedOut ignored -> blind("it took longer than it may");
      case JobOutcome.NeverStarted never -> blind("it was never started: " + never.cause());
      case JobOutcome.Vanished ignored -> blind("its Job was deleted by somebody");
    };
  }

  private static Reading blind(String why) {
    return new Reading(new TreeMap<>(), why);
  }

  /** What cannot be removed now has a time to live. */
  private void remove(JobRequest job) {
    try {
      cluster.remove(job.address());
    } catch (ClusterUnreachable e) {
      LOG.warn("removing {}: {}", job.name(), e.getMessage());
    }
  }

  private void waitFor(Duration time) {
    waitUntil(clock.instant().plus(time));
  }

  private void waitUntil(Instant moment) {
    while (clock.instant().isBefore(moment)) {
      beat.next(progress);
    }
  }
}
