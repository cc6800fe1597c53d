package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import io.temporal.client.WorkflowQueryException;
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
    Future<Operation> answer = begin(stub);
    try {
      return Optional.of(answer(answer));
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      return Optional.empty();
    }
  }

  /** Whether any worker takes the question, even one that fails at it. */
  boolean isTaken(WorkflowStub stub) {
    Future<Operation> answer = begin(stub);
    try {
      answer(answer);
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof WorkflowQueryException;
    } catch (TimeoutException e) {
      answer.cancel(true);
      return false;
    }
  }

  private Future<Operation> begin(WorkflowStub stub) {
    return executor.submit(() -> stub.query("operation", Operation.class));
  }

  private static Operation answer(Future<Operation> answer)
      throws ExecutionException, TimeoutException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bot is stopping", e);
    }
  }
}
