package dev.dre.health;

import com.uber.m3.tally.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;

/** How this process is, told over HTTP where that is wanted. */
public final class Health implements AutoCloseable {

  private static final String START = "start";

  private final Readiness readiness = new Readiness(InstantSource.system());
  private final Metrics metrics = new Metrics();
  private final Optional<HealthServer> server;

  private Health(int port) {
    // Whoever asks before anything is known to be needed is not told that nothing is lacking.
    readiness.needs(START, () -> Optional.of("it is starting"));
    server =
        port == 0 ? Optional.empty() : Optional.of(HealthServer.start(port, readiness, metrics));
  }

  /**
   * Starts to tell.
   *
   * @param port 0 to tell nobody
   * @throws IllegalStateException when the port is taken
   */
  public static Health start(int port) {
    return new Health(port);
  }

  /** From now on the process is ready only while {@code need} lacks nothing. */
  public void needs(String name, Readiness.Need need) {
    readiness.needs(name, need);
  }

  /** It has come up: from now on only what it needs counts. */
  public void started() {
    readiness.needs(START, Optional::empty);
  }

  /** Where it says so; empty when it tells nobody. */
  Optional<Integer> port() {
    return server.map(HealthServer::port);
  }

  public MeterRegistry meters() {
    return metrics.registry();
  }

  public Scope temporalMeters() {
    return metrics.temporal();
  }

  @Override
  public void close() {
    server.ifPresent(HealthServer::close);
    readiness.close();
    metrics.close();
  }
}
