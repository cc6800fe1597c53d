package dev.dre.worker.kubernetes;

import dev.dre.config.Cluster;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.SubmittedJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether clusters answer, also while nobody runs a Job there: a worker that cannot reach its
 * cluster is to be noticed before an operation needs it. Asks for a Job that is never there, so
 * that an answer also means that the credentials and the right to see Jobs are good.
 */
public final class ClusterReach implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterReach.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
  private static final String NEVER_THERE = "dre-is-it-there";

  private final MeterRegistry meters;
  private final InstantSource clock;
  private final List<Watched> clusters = new CopyOnWriteArrayList<>();
  private volatile Optional<Thread> looking = Optional.empty();

  public ClusterReach(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /** One cluster as it answered last. */
  private static final class Watched {
    private final Cluster cluster;
    private final ClusterGateway gateway;
    private final Silence silence = new Silence(LOG);
    private volatile Optional<Instant> answered = Optional.empty();
    private volatile String problem;

    Watched(Cluster cluster, ClusterGateway gateway) {
      this.cluster = cluster;
      this.gateway = gateway;
      problem = "%s has not been asked yet".formatted(cluster.name());
    }

    void look(Instant now) {
      try {
        var probe =
            new JobAddress(new ClusterName(cluster.name()), cluster.namespace(), NEVER_THERE);
        gateway.look(new SubmittedJob(probe, "", Duration.ZERO));
        answered = Optional.of(now);
        problem = "";
        silence.isOver(cluster.name());
      } catch (RuntimeException e) {
        silence.goesOn(cluster.name(), e);
        problem = "%s: %s".formatted(cluster.name(), e.getMessage());
      }
    }
  }

  /** {@code gateway}, watched from the next round on. */
  public ClusterGateway watched(Cluster cluster, ClusterGateway gateway) {
    var watched = new Watched(cluster, gateway);
    clusters.add(watched);
    Gauge.builder("dre.cluster.reachable", watched, w -> w.problem.isEmpty() ? 1 : 0)
        .tag("cluster", cluster.name())
        .description("Whether the cluster answered when it was asked last")
        .register(meters);
    Gauge.builder(
            "dre.cluster.last.answer",
            watched,
            w -> w.answered.map(Instant::getEpochSecond).orElse(0L))
        .tag("cluster", cluster.name())
        .baseUnit("seconds")
        .description("When the cluster answered last, in seconds since 1970; 0 for never")
        .register(meters);
    return gateway;
  }

  /**
   * Begins to ask: now, and again and again.
   *
   * @param asked run once, when each cluster has answered or has not in its time
   */
  public void start(Runnable asked) {
    looking = Optional.of(Thread.ofVirtual().name("cluster-reach").start(() -> keep(asked)));
  }

  private void keep(Runnable asked) {
    try {
      look();
      asked.run();
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      // One that does not answer makes none of the others late.
      clusters.forEach(watched -> each.execute(() -> watched.look(clock.instant())));
    }
  }

  /** Why no cluster can be reached; empty while at least one can, and when there is none. */
  public Optional<String> lacks() {
    if (clusters.isEmpty() || clusters.stream().anyMatch(w -> w.problem.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        clusters.stream()
            .map(w -> w.problem)
            .collect(Collectors.joining("; ", "no cluster can be reached: ", "")));
  }

  @Override
  public void close() {
    looking.ifPresent(Thread::interrupt);
  }
}
