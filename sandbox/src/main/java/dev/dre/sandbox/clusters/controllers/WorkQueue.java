package dev.dre.sandbox.clusters.controllers;

import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that have to be looked at, one after the other on one thread, so that no two
 * controllers ever act at the same time. An object that waits already is not added twice; one whose
 * look failed is looked at again.
 */
public final class WorkQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Consumer<ObjectKey> look;
  private final ScheduledExecutorService thread;
  private final Set<ObjectKey> waiting = ConcurrentHashMap.newKeySet();

  public WorkQueue(String name, Consumer<ObjectKey> look) {
    this.look = look;
    var executor =
        new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().name(name).daemon().unstarted(work));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.thread = executor;
  }

  public void add(ObjectKey key) {
    if (waiting.add(key)) {
      run(
          () -> {
            waiting.remove(key);
            look(key);
          });
    }
  }

  public void addAfter(ObjectKey key, Duration delay) {
    if (!thread.isShutdown()) {
      var unused =
          thread.schedule(() -> add(key), Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
    }
  }

  /** Does something on the thread on which objects are looked at. */
  public void run(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed: {} is not looked at any more", work);
    }
  }

  /** As {@link #run}, later; not at all when this is closed before. */
  public void runAfter(Duration delay, Runnable work) {
    if (!thread.isShutdown()) {
      var unused = thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  public void every(Duration period, Runnable work) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.error("periodic work failed", e);
              }
            },
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Ends after what is being done now. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(60, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void look(ObjectKey key) {
    try {
      look.accept(key);
    } catch (RuntimeException e) {
      LOG.warn("looking at {} failed; again in {}", key, AFTER_FAILURE, e);
      addAfter(key, AFTER_FAILURE);
    }
  }
}
