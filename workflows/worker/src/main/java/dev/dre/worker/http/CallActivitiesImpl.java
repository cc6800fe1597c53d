package dev.dre.worker.http;

import dev.dre.config.HttpHost;
import dev.dre.operations.temporal.CallActivities;
import dev.dre.operations.temporal.CallOutcome;
import dev.dre.operations.temporal.CallRequest;
import dev.dre.operations.temporal.CallWatchRequest;
import dev.dre.operations.temporal.WatchOutcome;
import dev.dre.operations.temporal.WatchProgress;
import dev.dre.operations.watching.Reading;
import dev.dre.worker.watching.Watcher;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SortedMap;

/** Serves the calls of operations. */
public final class CallActivitiesImpl implements CallActivities {

  private final HttpCalls calls;
  private final InstantSource clock;
  private final Duration interval;

  /**
   * Calls {@code hosts} and nobody else.
   *
   * @param interval between two signs of life
   */
  public CallActivitiesImpl(
      SortedMap<String, HttpHost> hosts, InstantSource clock, Duration interval) {
    this.calls = new HttpCalls(hosts);
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public CallOutcome call(CallRequest request) {
    try {
      return calls.call(request);
    } catch (InterruptedException e) {
      throw stopping(e);
    }
  }

  @Override
  public WatchOutcome watch(CallWatchRequest request) {
    var context = Activity.getExecutionContext();
    var progress =
        context
            .getHeartbeatDetails(WatchProgress.class)
            .orElseGet(() -> WatchProgress.beginning("", clock.instant()));
    return new Watcher(
            (count, beat) -> look(request, count),
            request.reported(),
            clock,
            now -> {
              context.heartbeat(now);
              pause();
            },
            progress)
        .watch(request.watch());
  }

  private Reading look(CallWatchRequest request, int count) {
    return switch (call(new CallRequest(request.call(), request.key() + "#" + count))) {
      case CallOutcome.Answered answered -> new Reading(answered.outputs(), "");
      case CallOutcome.Failed failed -> Reading.failed(failed.reason());
      case CallOutcome.NoAnswer none -> Reading.blind(none.reason());
    };
  }

  private void pause() {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      throw stopping(e);
    }
  }

  private static IllegalStateException stopping(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("the worker is shutting down", e);
  }
}
