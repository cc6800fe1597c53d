package dev.dre.sandbox.slack.socket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What apps.connections.open hands out: good for one connection, soon. */
final class Tickets {
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<String, Instant> open = new HashMap<>();

  Tickets(InstantSource clock) {
    this.clock = clock;
  }

  String issue() {
    Instant now = clock.instant();
    open.values().removeIf(until -> !now.isBefore(until));
    String ticket = UUID.randomUUID().toString();
    open.put(ticket, now.plus(LIFETIME));
    return ticket;
  }

  boolean redeem(String ticket) {
    Instant until = open.remove(ticket);
    return until != null && clock.instant().isBefore(until);
  }
}
