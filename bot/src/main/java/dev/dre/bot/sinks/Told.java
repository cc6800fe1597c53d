package dev.dre.bot.sinks;

import dev.dre.operations.event.Event;
import dev.dre.operations.temporal.Delivery;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;

/** Counts what was told to whom, how late, and what it was. */
public final class Told {

  private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final MeterRegistry meters;
  private final InstantSource clock;

  public Told(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
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
        meters.counter("dre.happenings", "what", name(event)).increment();
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

  /** {@code GuardBreached} as {@code guard_breached}. */
  private static String name(Event event) {
    return WORD.matcher(event.what().getClass().getSimpleName())
        .replaceAll("_")
        .toLowerCase(Locale.ROOT);
  }
}
