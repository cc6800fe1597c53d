package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.worker.Redaction;
import dev.dre.worker.kubernetes.JobView.Conclusion;
import dev.dre.worker.kubernetes.JobView.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at one Job again and again. Remembers what it saw last, because a pod can be gone when its
 * Job has ended.
 */
final class JobFollower {

  private static final int TAIL_LINES = 40;
  private static final int SHOWN_LINES = 15;

  /** A registry can have a bad minute; it is asked about every 25 s. */
  private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff");

  private static final Duration PULL_GRACE = Duration.ofSeconds(90);

  private static final Duration POD_GRACE = Duration.ofSeconds(30);

  private final ClusterGateway cluster;
  private final SubmittedJob job;
  private final Instant since;
  private Optional<PodView> lastPod = Optional.empty();
  private String lastLog = "";
  private JobProgress progress;

  /** The first follower of its Job. */
  JobFollower(ClusterGateway cluster, SubmittedJob job, Instant since) {
    this(cluster, job, since, Optional.empty());
  }

  /** {@code before}: what another follower of the same Job knew of its progress. */
  JobFollower(
      ClusterGateway cluster, SubmittedJob job, Instant since, Optional<JobProgress> before) {
    this.cluster = cluster;
    this.job = job;
    this.since = since;
    this.progress =
        before
            .filter(known -> known.job().equals(job.address().name()))
            .map(JobProgress::seen)
            .orElseGet(() -> JobProgress.nothing(job.address().name(), since));
  }

  /** What the Job said last. */
  JobProgress progress() {
    return progress;
  }

  /** Looks once. Empty while the Job has not ended. */
  Optional<JobOutcome> look(Instant now) {
    JobView view = cluster.look(job);
    if (!view.exists()) {
      return Optional.of(new JobOutcome.Vanished());
    }
    if (view.pod().isPresent()) {
      lastPod = view.pod();
    }
    lastPod.filter(PodView::started).ifPresent(pod -> readLog(pod, now));
    if (view.conclusion().isPresent()) {
      return Optional.of(ended(view.conclusion().get()));
    }
    return neverStarts(view, now).map(JobOutcome.NeverStarted::new);
  }

  private void readLog(PodView pod, Instant now) {
    String log = cluster.lastLines(job.address().namespace(), pod.name(), TAIL_LINES);
    if (!log.isEmpty()) {
      lastLog = log;
      JobProtocol.progress(log)
          .ifPresent(said -> says(said.fraction(), ShownText.line(said.message()), now));
    }
  }

  private void says(double fraction, String message, Instant now) {
    progress = progress.says(fraction, message, now);
  }

  private JobOutcome ended(Conclusion conclusion) {
    String result = lastPod.map(PodView::result).orElse("");
    if (conclusion.succeeded()) {
      return new JobOutcome.Succeeded(JobProtocol.outputs(result, lastLog));
    }
    boolean deadline =
        conclusion.reason().equals("DeadlineExceeded")
            || lastPod.map(p -> p.reason().equals("DeadlineExceeded")).orElse(false);
    if (deadline) {
      return new JobOutcome.TimedOut(shownLines());
    }
    if (conclusion.message().contains("DisruptionTarget")) {
      // Its command may have been stopped anywhere: a failure, so that verify looks.
      return new JobOutcome.Failed(
          "its pod was evicted, because its node was drained or needed its room", shownLines());
    }
    boolean commandRan = lastPod.flatMap(PodView::exitCode).isPresent();
    if (!commandRan) {
      // Its node is gone: nobody knows how far the command came.
      return new JobOutcome.NeverStarted(
          "%s %s".formatted(conclusion.reason(), conclusion.message()).strip());
    }
    return new JobOutcome.Failed(whyFailed(lastPod.orElseThrow()), shownLines());
  }

  private static String whyFailed(PodView pod) {
    int code = pod.exitCode().orElseThrow();
    return switch (pod.terminated()) {
      case "OOMKilled" ->
          "it needed more memory than its limit of %s (OOMKilled). In the runbook, memory: says how much its Job gets"
              .formatted(pod.memory());
      case "StartError", "ContainerCannotRun" ->
          "its command could not be started: it is not in the image, or cannot be executed"
              + (pod.result().isEmpty() ? "" : " (%s)".formatted(ShownText.line(pod.result())));
      default -> "it ended with exit code " + code;
    };
  }

  private Optional<String> neverStarts(JobView view, Instant now) {
    var waited = Duration.between(since, now);
    if (view.pod().isEmpty()) {
      boolean patient = waited.compareTo(POD_GRACE) <= 0;
      return patient || view.problem().isEmpty()
          ? Optional.empty()
          : Optional.of(inWords("", view.problem()));
    }
    PodView pod = view.pod().get();
    if (NotStarting.HOPELESS.contains(pod.waiting())
        || (PULLING.contains(pod.waiting()) && waited.compareTo(PULL_GRACE) > 0)) {
      return Optional.of(inWords(pod.waiting(), pod.waitingMessage()));
    }
    if (!pod.unschedulable().isEmpty()) {
      says(-1, "waits for a node: " + pod.unschedulable(), now);
      return waited.compareTo(NotStarting.NODE_GRACE) > 0
          ? Optional.of(inWords("Unschedulable", pod.unschedulable()))
          : Optional.empty();
    }
    if (!pod.waiting().isEmpty() && !pod.started()) {
      says(-1, "waits: " + pod.waiting(), now);
    }
    return Optional.empty();
  }

  private String inWords(String reason, String message) {
    return NotStarting.inWords(reason, message, job.address());
  }

  private String shownLines() {
    // As a whole first: a private key has many lines.
    var lines = Redaction.redact(JobProtocol.withoutProtocol(lastLog)).lines().toList();
    var shown = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    return shown.stream().map(ShownText::line).collect(Collectors.joining("\n"));
  }
}
