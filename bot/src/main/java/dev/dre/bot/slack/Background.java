package dev.dre.bot.slack;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the work behind a click is done, so that Slack gets its acknowledgement first. */
public final class Background implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /** Runs {@code work}; what it throws is a bug of ours, and logged. */
  public void run(Runnable work) {
    try {
      executor.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              LOG.error("a click was not carried out", e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("the bot is stopping; a click was not taken");
    }
  }

  /** Waits a little for what is under way. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
