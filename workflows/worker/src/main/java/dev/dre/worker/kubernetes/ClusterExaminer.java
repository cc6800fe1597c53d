package dev.dre.worker.kubernetes;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.ClusterToExamine;
import dev.dre.operations.temporal.ExaminationActivities;
import dev.dre.operations.temporal.Finding;
import dev.dre.operations.temporal.Findings;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Looks whether Jobs can be run in a cluster, with the rights that the worker has there. */
public final class ClusterExaminer implements ExaminationActivities.OfCluster {

  private static final Duration LONGEST_TRIAL = Duration.ofMinutes(2);

  /** Few enough for a small cluster. */
  private static final int AT_ONCE = 8;

  private final ClusterGateway cluster;
  private final InstantSource clock;
  private final Duration interval;

  /** {@code interval}: between two looks at a trial. */
  public ClusterExaminer(ClusterGateway cluster, InstantSource clock, Duration interval) {
    this.cluster = cluster;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public Findings examineCluster(ClusterToExamine examined) {
    String where = examined.empty().cluster().value();
    String namespace = examined.empty().namespace();
    var findings = new ArrayList<Finding>();
    try {
      var jobs = rights(where, namespace, NeededRight.all(), List.of());
      findings.addAll(jobs);
      for (var changeable : examined.changeable()) {
        findings.addAll(
            rights(where, changeable.namespace(), NeededRight.ofChanges(), changeable.workloads()));
      }
      var creates = creates(where, examined.empty());
      findings.add(creates);
      if (creates.isGood() && jobs.stream().allMatch(Finding::isGood)) {
        findings.addAll(tried(where, examined.trials()));
      }
    } catch (ClusterUnreachable e) {
      findings.add(
          Finding.wrong(
              where,
              String.valueOf(e.getMessage()),
              "See that its API server is up, that the worker reaches it, and that its kubeconfig or token is right."));
    }
    return new Findings(findings);
  }

  /** {@code workloads}: what is asked for by name, of its kind. */
  private List<Finding> rights(
      String where, String namespace, List<NeededRight> needed, List<String> workloads) {
    var missing = new ArrayList<Finding>();
    for (NeededRight right : needed) {
      for (String verb : right.verbs()) {
        for (String name : right.names(workloads)) {
          if (!cluster.mayI(verb, right, namespace, name)) {
            missing.add(missing(where, namespace, right, verb, name));
          }
        }
      }
    }
    return missing.isEmpty()
        ? List.of(Finding.good(where, "has all rights that it needs in the namespace " + namespace))
        : missing;
  }

  private static Finding missing(
      String where, String namespace, NeededRight right, String verb, String name) {
    return Finding.wrong(
        where,
        "may not %s %s%s in the namespace %s (%s)"
            .formatted(
                verb, right.resource(), name.isEmpty() ? "" : " " + name, namespace, right.why()),
        "Give the worker that right by a Role in %s: apiGroups [\"%s\"], resources [%s], verbs [%s]%s."
            .formatted(
                namespace,
                right.apiGroup(),
                right.resource(),
                verb,
                name.isEmpty() ? "" : ", resourceNames [%s] or none".formatted(name)));
  }

  private Finding creates(String where, PlannedJob empty) {
    try {
      cluster.couldSubmit(request(empty));
      return Finding.good(where, "takes Jobs in the namespace " + empty.namespace());
    } catch (JobRefused e) {
      return Finding.wrong(
          where,
          "takes no Job in the namespace %s: %s"
              .formatted(
                  empty.namespace(),
                  NotStarting.inWords(
                      "", String.valueOf(e.getMessage()), request(empty).address())),
          "See that the namespace exists, that clusters.yaml calls it by its name, and what else it asks for.");
    }
  }

  /** Side by side: one that waits for its image does not keep the others from being seen. */
  private List<Finding> tried(String where, List<ClusterToExamine.Trial> trials) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var atOnce = new Semaphore(AT_ONCE);
      var running =
          trials.stream()
              .map(
                  trial ->
                      executor.submit(
                          () -> {
                            atOnce.acquire();
                            try {
                              return tried(where, trial);
                            } finally {
                              atOnce.release();
                            }
                          }))
              .toList();
      var findings = new ArrayList<Finding>();
      for (var one : running) {
        findings.add(one.get());
      }
      return findings;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ClusterUnreachable away
          ? away
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker is shutting down", e);
    }
  }

  private Finding tried(String where, ClusterToExamine.Trial trial) {
    JobRequest request = request(trial.job());
    try {
      return judged(where, trial.name(), follow(request));
    } catch (JobRefused e) {
      return Finding.wrong(where, trial.name() + ": " + e.getMessage(), "See to what it names.");
    } finally {
      cluster.remove(request.address());
    }
  }

  private JobOutcome follow(JobRequest request) throws JobRefused {
    var begun = clock.instant();
    var follower = new JobFollower(cluster, cluster.submit(request), begun);
    while (true) {
      Optional<JobOutcome> outcome = follower.look(clock.instant());
      if (outcome.isPresent()) {
        return outcome.get();
      }
      if (Duration.between(begun, clock.instant()).compareTo(LONGEST_TRIAL) > 0) {
        return new JobOutcome.NeverStarted(
            "nothing came of it within %s minutes (%s)"
                .formatted(LONGEST_TRIAL.toMinutes(), follower.progress().message()));
      }
      pause();
    }
  }

  private static Finding judged(String where, String name, JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded ignored ->
          Finding.good(where, "a Job with its image and its Secret connects to " + name);
      case JobOutcome.Failed failed ->
          Finding.wrong(
              where,
              "a Job does not get to %s: %s. %s"
                  .formatted(name, failed.reason(), failed.lastLines()),
              "See that the address in datastores.yaml is right and reached from there, and that its Secret holds the present password.");
      case JobOutcome.TimedOut ignored ->
          Finding.wrong(
              where,
              "a Job does not get to %s within a minute".formatted(name),
              "See that nothing between them drops connections, a NetworkPolicy for example.");
      case JobOutcome.NeverStarted never ->
          Finding.wrong(
              where,
              "a Job for %s cannot start: %s".formatted(name, never.cause()),
              "Do what it says; operations would stand blocked by the same.");
      case JobOutcome.Vanished ignored ->
          Finding.wrong(
              where,
              "a Job for %s was deleted by somebody".formatted(name),
              "See who deletes Jobs of dre there.");
    };
  }

  private static JobRequest request(PlannedJob job) {
    String name = "dre-doctor-" + UUID.randomUUID().toString().substring(0, 8);
    return new JobRequest(
        name,
        name,
        new OperationId("doctor-0000"),
        new DatastoreName("doctor"),
        job,
        "look",
        new TreeMap<>());
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
