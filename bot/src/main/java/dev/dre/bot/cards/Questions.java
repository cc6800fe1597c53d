package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import io.temporal.client.WorkflowStub;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks operations how they are, each for a short time only. */
final class Questions {

  private static final long PATIENCE_SECONDS = 3;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /** Empty when it does not answer in time. What is asked in vain ends by itself. */
  Optional<Operation> ask(WorkflowStub stub) {
    Future<Operation> answer = executor.submit(() -> stub.query("operation", Operation.class));
    try {
      return Optional.of(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bot is stopping", e);
    }
  }
}
