package dev.dre.operations.temporal;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;

/**
 * Thrown by the validator of a command that is refused, so that the refusal leaves no trace in the
 * history. A plain exception: the SDK wraps an ApplicationFailure thrown there until its type and
 * words are lost.
 */
public final class CommandRefused extends RuntimeException {

  /** {@code reason} is for the one who gave the command. */
  public CommandRefused(String reason) {
    super(reason);
  }

  /**
   * The words for the one who gave the command; empty when {@code failure} is something else than a
   * refusal.
   */
  public static Optional<String> reasonIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure refused
          && refused.getType().equals(CommandRefused.class.getName())) {
        return Optional.of(refused.getOriginalMessage());
      }
    }
    return Optional.empty();
  }
}
