package dev.dre.worker;

import dev.dre.operations.GuardRun;
import dev.dre.operations.temporal.ClusterActivities;
import dev.dre.operations.temporal.GuardRequest;
import dev.dre.operations.temporal.GuardWord;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.temporal.WatchRequest;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clusters whose Jobs do what a test says. Commands that nothing is said about succeed. */
public final class FakeClusters implements ClusterActivities {

  private static final Logger LOG = LoggerFactory.getLogger(FakeClusters.class);

  private static final GuardWord ALL_IS_WELL = new GuardWord(GuardRun.FINE, "", new TreeMap<>());

  private final Map<String, Deque<JobOutcome>> scripted = new ConcurrentHashMap<>();
  private final Map<String, String> commandOf = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Map<String, String>> environments = new ConcurrentHashMap<>();
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private final List<String> removed = new CopyOnWriteArrayList<>();
  private final Map<String, WatchOutcome> watched = new ConcurrentHashMap<>();
  private final Map<String, GuardWord> guards = new ConcurrentHashMap<>();
  private final Set<String> endless = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean unreachable;
  private volatile boolean lost;

  /** The next Jobs of {@code command} end so, in this order; after that they succeed. */
  public void script(String command, JobOutcome... outcomes) {
    scripted.put(command, new ArrayDeque<>(List.of(outcomes)));
  }

  /** Jobs of {@code command} run until {@link #finish}. */
  public void runsOn(String command) {
    endless.add(command);
  }

  public void finish(String command) {
    endless.remove(command);
  }

  /** How often a Job was to be created, also in vain. */
  public int asked() {
    return asked.get();
  }

  /** Nothing can be submitted while {@code unreachable}. */
  public void setUnreachable(boolean unreachable) {
    this.unreachable = unreachable;
  }

  /** Whether a Job is gone cannot be seen while {@code lost}. */
  public void setLost(boolean lost) {
    this.lost = lost;
  }

  /** The commands of the Jobs that were created, in order. A Job that was adopted counts once. */
  public List<String> started() {
    synchronized (commandOf) {
      return List.copyOf(commandOf.values());
    }
  }

  /**
   * Whether somebody has begun to follow a Job of {@code command}. What is wanted before that can
   * meet the answer of who created it half-way: the server in the test's own process refuses to
   * cancel what has just ended, and then gives the workflow no further task.
   */
  public boolean follows(String command) {
    return followed.contains(command);
  }

  /** What the last Job of {@code command} was told. */
  public Map<String, String> environmentOf(String command) {
    return environments.getOrDefault(command, Map.of());
  }

  /** The commands of the Jobs that were asked to be gone. */
  public List<String> removed() {
    return removed;
  }

  @Override
  public SubmittedJob submitJob(JobRequest request) {
    LOG.info("creating {}", request.name());
    asked.incrementAndGet();
    if (unreachable) {
      throw new IllegalStateException("the cluster does not answer");
    }
    environments.put(request.job().command().getFirst(), request.environment());
    commandOf.putIfAbsent(request.name(), request.job().command().getFirst());
    return new SubmittedJob(request.address(), "uid-" + request.name(), request.job().timeout());
  }

  @Override
  public JobOutcome followJob(SubmittedJob job) {
    String command = commandOf.getOrDefault(job.address().name(), "");
    followed.add(command);
    while (endless.contains(command)) {
      Activity.getExecutionContext().heartbeat(new JobProgress(0.5, "half"));
      try {
        Thread.sleep(Duration.ofMillis(20));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    var next = scripted.get(command);
    JobOutcome outcome = next == null ? null : next.poll();
    return outcome == null ? succeeded(command) : outcome;
  }

  @Override
  public void ensureGone(JobAddress job) {
    if (lost) {
      throw new IllegalStateException("the cluster does not answer");
    }
    removed.add(commandOf.getOrDefault(job.name(), "never started"));
  }

  /** What watching the probe {@code command} ends with; until then it goes on. */
  public void watched(String command, WatchOutcome outcome) {
    watched.put(command, outcome);
  }

  /** What the guard whose probe is {@code command} says from now on; before it all is well. */
  public void guardSays(String command, GuardWord word) {
    guards.put(command, word);
  }

  @Override
  public WatchOutcome watch(WatchRequest request) {
    String command = request.look().probe().command().getFirst();
    return until(() -> Optional.ofNullable(watched.get(command)));
  }

  @Override
  public GuardWord guard(GuardRequest request) {
    String command = request.guard().probe().command().getFirst();
    return until(
        () ->
            Optional.of(guards.getOrDefault(command, ALL_IS_WELL))
                .filter(word -> !word.verdict().equals(request.verdict())));
  }

  private static <T> T until(Supplier<Optional<T>> comes) {
    while (true) {
      var now = comes.get();
      if (now.isPresent()) {
        return now.get();
      }
      Activity.getExecutionContext().heartbeat(WatchProgress.beginning("", Instant.EPOCH));
      try {
        Thread.sleep(Duration.ofMillis(20));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static JobOutcome succeeded(String command) {
    var outputs = new TreeMap<String, String>();
    if (command.startsWith("verify-")) {
      outputs.put("verify", "not-done");
      outputs.put("evidence", "nothing there");
    } else if (command.startsWith("residue-")) {
      outputs.put("found", "");
    }
    return new JobOutcome.Succeeded(outputs);
  }
}
