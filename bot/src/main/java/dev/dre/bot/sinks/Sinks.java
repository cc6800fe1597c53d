package dev.dre.bot.sinks;

import dev.dre.bot.slack.SlackProblem;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import dev.dre.operations.temporal.SinkActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each delivery to the sink that it is for. */
public final class Sinks implements SinkActivities {

  private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(3);

  private final Map<String, Sink> byName;
  private final DeliveryMetrics told;
  private final ScheduledExecutorService heartbeats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sink-heartbeats").factory());

  public Sinks(List<Sink> sinks, DeliveryMetrics told) {
    this.told = told;
    byName = sinks.stream().collect(Collectors.toMap(Sink::name, Function.identity()));
  }

  @Override
  public DeliveryReport deliver(Delivery delivery) {
    boolean again = delivery.again() || Activity.getExecutionContext().getInfo().getAttempt() > 1;
    Sink sink = byName.get(delivery.sink());
    if (sink == null) {
      // Somebody took it out of the configuration while operations told it.
      LOG.warn("{} is no longer told: it is not configured", delivery.sink());
      return new DeliveryReport(delivery.events().getLast().sequence(), new TreeMap<>());
    }
    if (again) {
      // Whoever looks at a delivery that fails sees only what it beats, not whom it is for.
      beat(Activity.getExecutionContext(), delivery.sink());
    }
    var alive = stillAlive(Activity.getExecutionContext(), delivery.sink());
    try {
      DeliveryReport report = sink.deliver(delivery, again);
      told.done(delivery);
      return report;
    } catch (SlackProblem e) {
      told.failed(delivery);
      // Slack says itself how long to wait; anything else backs off.
      var failure =
          ApplicationFailure.newBuilder().setMessage(e.getMessage()).setType(e.code()).setCause(e);
      e.retryAfter().ifPresent(failure::setNextRetryDelay);
      throw failure.build();
    } catch (RuntimeException e) {
      told.failed(delivery);
      throw e;
    } finally {
      alive.cancel(false);
    }
  }

  /**
   * A long delivery to a slow sink is not taken for one whose bot has died: another bot would tell
   * the same beside it.
   */
  private ScheduledFuture<?> stillAlive(ActivityExecutionContext context, String sink) {
    return heartbeats.scheduleAtFixedRate(
        () -> beat(context, sink),
        BETWEEN_HEARTBEATS.toMillis(),
        BETWEEN_HEARTBEATS.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void beat(ActivityExecutionContext context, String sink) {
    try {
      context.heartbeat(sink);
    } catch (ActivityCanceledException e) {
      // What has begun is told to its end, and whoever cancelled waits for that: the beats go on.
    }
  }
}
