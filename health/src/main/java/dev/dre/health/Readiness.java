package dev.dre.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a process needs to do its work, and what of that it lacks at this moment. */
public final class Readiness implements AutoCloseable {

  /** Less than whoever asks waits: the answer names what did not come in time. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** However often it is asked, what it asks itself is asked no more often than this. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Duration patience;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Need> needs = new TreeMap<>();
  private List<String> lacking = List.of();
  private Instant goodUntil = Instant.MIN;

  public Readiness(InstantSource clock) {
    this(clock, PATIENCE);
  }

  Readiness(InstantSource clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /** One thing that is needed. */
  public interface Need {

    /** Why it is no use now, in words for people; empty when all is well. May take seconds. */
    Optional<String> lacks() throws InterruptedException;
  }

  /** From now on {@code need} counts; of the same name only the last one does. */
  public synchronized void needs(String name, Need need) {
    needs.put(name, need);
    goodUntil = Instant.MIN;
  }

  /** Everything that is lacking, in words; empty when it is ready. */
  public synchronized List<String> lacks() throws InterruptedException {
    Instant now = clock.instant();
    if (!now.isBefore(goodUntil)) {
      lacking = ask();
      goodUntil = now.plus(FRESH);
    }
    return lacking;
  }

  private List<String> ask() throws InterruptedException {
    var asked = new TreeMap<String, Future<Optional<String>>>();
    needs.forEach((name, need) -> asked.put(name, executor.submit(need::lacks)));
    long deadline = System.nanoTime() + patience.toNanos();
    var all = new ArrayList<String>();
    for (var each : asked.entrySet()) {
      answer(each.getKey(), each.getValue(), deadline).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  private Optional<String> answer(String name, Future<Optional<String>> asked, long deadline)
      throws InterruptedException {
    try {
      return asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      return Optional.of(
          "%s does not say how it is within %s s".formatted(name, patience.toSeconds()));
    } catch (ExecutionException e) {
      return Optional.of("%s: %s".formatted(name, e.getCause()));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
