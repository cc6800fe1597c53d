package dev.dre.bot.sinks;

import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.temporal.Delivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;

/** Counts what was told to whom, how late, and what it was. */
public final class DeliveryMetrics {

  private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final MeterRegistry meters;
  private final InstantSource clock;

  public DeliveryMetrics(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    // A count that begins with its first one is never seen to grow.
    for (Class<?> what : Happening.class.getPermittedSubclasses()) {
      happenings(what);
    }
  }

  /** All of {@code delivery} is told. */
  void done(Delivery delivery) {
    count(delivery, "ok");
    var late =
        Timer.builder("dre.delivery.lag")
            .description("From the moment something happened until it was told")
            .tag("sink", delivery.sink())
            .register(meters);
    for (Event event : delivery.events()) {
      late.record(Duration.between(event.at(), clock.instant()));
      // Each happening once: all of them are told to this one.
      if (delivery.sink().equals(AuditFile.NAME)) {
        happenings(event.what().getClass()).increment();
      }
    }
  }

  /** It is tried again later. */
  void failed(Delivery delivery) {
    count(delivery, "failed");
  }

  private void count(Delivery delivery, String result) {
    meters.counter("dre.deliveries", "sink", delivery.sink(), "result", result).increment();
  }

  /** {@code GuardBreached} is counted as {@code guard_breached}. */
  private Counter happenings(Class<?> what) {
    String name = WORD.matcher(what.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
    return meters.counter("dre.happenings", "what", name);
  }
}
