package dev.dre.sandbox.clusters.controllers;

import java.time.Duration;

/**
 * How long a cluster takes over what it does again and again.
 *
 * @param retry until something that was missing is looked for again
 * @param pull how long a failed pull is shown before it is called a back-off, and the back-off
 *     before the next try
 */
public record Pace(Duration retry, Duration pull) {

  /** About as fast as a real cluster. */
  public static Pace usual() {
    return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(12));
  }

  /** For tests that wait for several rounds. */
  public static Pace quick() {
    return new Pace(Duration.ofMillis(100), Duration.ofMillis(200));
  }
}
