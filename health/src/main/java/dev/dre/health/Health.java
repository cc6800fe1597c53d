package dev.dre.health;

import com.uber.m3.tally.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** How this process is, told over HTTP where that is wanted. */
public final class Health implements AutoCloseable {

  private static final String START = "start";

  private final Readiness readiness = new Readiness(InstantSource.system());
  private final Metrics metrics = new Metrics();
  private final Optional<HealthServer> server;

  private Health(BiFunction<Readiness, Metrics, Optional<HealthServer>> start) {
    // Whoever asks before anything is known to be needed is not told that nothing is lacking.
    readiness.needs(START, () -> Optional.of("it is starting"));
    server = start.apply(readiness, metrics);
  }

  /**
   * Starts to tell.
   *
   * @param port 0 to tell nobody
   * @throws IllegalStateException when the port cannot be listened on
   */
  public static Health start(int port) {
    return new Health(
        (readiness, metrics) ->
            port == 0
                ? Optional.empty()
                : Optional.of(HealthServer.start(port, readiness, metrics)));
  }

  /**
   * Starts to tell, as it was chosen. A port that nobody chose is worth no process: where it is
   * taken, by an older release beside this one for example, that is said, and nobody is told.
   *
   * @param chosen 0 to tell nobody
   * @throws IllegalStateException when the chosen port cannot be listened on
   */
  public static Health start(Optional<Integer> chosen, int otherwise, Consumer<String> says) {
    return chosen
        .map(Health::start)
        .orElseGet(() -> new Health((r, m) -> ifItCan(otherwise, r, m, says)));
  }

  private static Optional<HealthServer> ifItCan(
      int port, Readiness readiness, Metrics metrics, Consumer<String> says) {
    try {
      return Optional.of(HealthServer.start(port, readiness, metrics));
    } catch (IllegalStateException e) {
      says.accept(e.getMessage() + "; going on without");
      return Optional.empty();
    }
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
