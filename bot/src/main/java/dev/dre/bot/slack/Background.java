package dev.dre.bot.slack;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.LogFields;
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

  /** Runs {@code work}, whatever it is about. */
  public void run(Runnable work) {
    start(() -> attempt(work));
  }

  /** Runs {@code work} about {@code operation}, as the log says of each of its lines. */
  void run(OperationId operation, Runnable work) {
    start(() -> LogFields.of(operation, () -> attempt(work)));
  }

  /** What {@code work} throws is a bug of ours, and logged. */
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a click was not carried out", e);
    }
  }

  private void start(Runnable work) {
    try {
      executor.execute(work);
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
