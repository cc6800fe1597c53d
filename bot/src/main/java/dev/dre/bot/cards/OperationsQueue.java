package dev.dre.bot.cards;

import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.Pollers;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether any worker serves operations. One that waits for a person has nothing to do, so nobody
 * would see on it that the worker is gone before the click that comes to nothing.
 */
final class OperationsQueue {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /**
   * A worker that has nothing to do asks for something once a minute, which is too seldom: after so
   * long it is given a question.
   */
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** With the time between two looks, and a question, people know within a minute. */
  private static final Duration GONE = Duration.ofSeconds(40);

  private final Supplier<Optional<Instant>> lastPoll;
  private Instant nextLook = Instant.MIN;
  private Optional<Instant> seen = Optional.empty();
  private Optional<Instant> unservedSince = Optional.empty();

  OperationsQueue(WorkflowClient temporal) {
    this(() -> lastPoll(temporal));
  }

  /** {@code lastPoll}: when a worker asked last, as far as Temporal knows. */
  OperationsQueue(Supplier<Optional<Instant>> lastPoll) {
    this.lastPoll = lastPoll;
  }

  /**
   * Empty while a worker is there, and while Temporal does not say.
   *
   * @param question whether a worker takes a question now; takes a while when none does
   */
  Optional<Instant> unservedSince(Instant now, BooleanSupplier question) {
    if (!now.isBefore(nextLook)) {
      nextLook = now.plus(BETWEEN_LOOKS);
      try {
        unservedSince = judge(lastPoll.get(), question, now);
      } catch (StatusRuntimeException e) {
        unservedSince = Optional.empty();
      }
    }
    return unservedSince;
  }

  private Optional<Instant> judge(Optional<Instant> poll, BooleanSupplier question, Instant now) {
    // A server that has just started knows of no worker yet, nor for how long there has been none;
    // and one that is long gone it forgets.
    Instant last = later(seen, poll).orElse(now);
    boolean silentAsBefore = unservedSince.isPresent() && seen.equals(Optional.of(last));
    seen = Optional.of(last);
    if (silentAsBefore) {
      return unservedSince;
    }
    if (now.isBefore(last.plus(QUIET))) {
      return Optional.empty();
    }
    if (question.getAsBoolean()) {
      seen = Optional.of(now);
      return Optional.empty();
    }
    return seen.filter(at -> !now.isBefore(at.plus(GONE)));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.filter(at -> other.filter(at::isBefore).isEmpty()).or(() -> other);
  }

  private static Optional<Instant> lastPoll(WorkflowClient temporal) {
    return Pollers.of(
            temporal, OperationIds.OPERATIONS_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
        .stream()
        .map(Pollers::lastPoll)
        .max(Comparator.naturalOrder());
  }
}
