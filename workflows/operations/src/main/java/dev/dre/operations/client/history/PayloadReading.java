package dev.dre.operations.client.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.approvals.Actor;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Command;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.OperationInput;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what events carry. What another release, or somebody else's workflow, has written in a form
 * that is not known here is left out, never a reason to fail.
 */
final class PayloadReading {

  private static final int LONGEST_FAILURE = 600;
  private static final int LONGEST_OUTPUTS = 300;

  /** Temporal's words around a failure whose stack traces it has left out. */
  private static final String CUT_BY_SERVER = "Failure exceeds size limit";

  private final DataConverter converter;

  PayloadReading(DataConverter converter) {
    this.converter = converter;
  }

  <T> Optional<T> read(Payloads payloads, Class<T> type) {
    return payloads.getPayloadsCount() == 0
        ? Optional.empty()
        : read(payloads.getPayloads(0), type);
  }

  <T> Optional<T> read(Payload payload, Class<T> type) {
    try {
      return Optional.ofNullable(converter.fromPayload(payload, type, type));
    } catch (DataConverterException e) {
      return Optional.empty();
    }
  }

  /** What an operation begins with; empty when it is another workflow's input. */
  Optional<OperationInput> input(Payloads payloads) {
    return read(payloads, OperationInput.class)
        .filter(input -> input.request().isPresent() || input.carriedOn().isPresent());
  }

  /** What an activity brought. {@code failure} is empty when that is good. */
  record Brought(String said, String failure) {}

  /** Jobs that fail are activities that complete: their outcome says so. */
  Brought brought(Payloads result) {
    boolean ofAJob =
        read(result, JsonNode.class).filter(json -> json.path("outcome").isTextual()).isPresent();
    return ofAJob
        ? read(result, JobOutcome.class)
            .map(PayloadReading::brought)
            .orElse(new Brought("", "an outcome that this release does not know"))
        : new Brought("", "");
  }

  private static Brought brought(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded succeeded -> new Brought(words(succeeded.outputs()), "");
      case JobOutcome.Failed failed ->
          new Brought("", shortened(failed.reason() + lines(failed.lastLines())));
      case JobOutcome.TimedOut timedOut ->
          new Brought("", shortened("it ran longer than it may" + lines(timedOut.lastLines())));
      case JobOutcome.NeverStarted never -> new Brought("", "never started: " + never.cause());
      case JobOutcome.Vanished ignored -> new Brought("", "its Job is gone; nobody saw its end");
    };
  }

  private static String words(Map<String, String> outputs) {
    String all =
        outputs.entrySet().stream()
            .filter(output -> !output.getValue().isBlank())
            .map(output -> output.getKey() + "=" + output.getValue())
            .collect(Collectors.joining(" "));
    return cut(all, LONGEST_OUTPUTS);
  }

  private static String lines(String log) {
    return log.isBlank() ? "" : ": " + log.strip();
  }

  /** What went wrong, with its causes. */
  static String words(Failure failure) {
    List<String> messages = new ArrayList<>();
    for (Failure cause = failure; ; cause = cause.getCause()) {
      String message = cause.getMessage().strip().replaceFirst("[.:]+$", "");
      boolean says = !message.isEmpty() && !(cause.hasCause() && message.equals(CUT_BY_SERVER));
      if (says && !messages.contains(message)) {
        messages.add(message);
      }
      if (!cause.hasCause()) {
        break;
      }
    }
    return messages.isEmpty() ? "failed without a word" : shortened(String.join(": ", messages));
  }

  /** In one line. */
  private static String shortened(String text) {
    return cut(text.strip().replaceAll("\\s*\\R\\s*", " | "), LONGEST_FAILURE);
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - 1) + "…";
  }

  /** A command, as far as it is known here. */
  record Given(String what, Optional<Actor> by) {}

  Given command(Payloads arguments, String name) {
    return read(arguments, Command.class)
        .map(c -> new Given(c.act().kind().words() + comment(c.act()), Optional.of(c.actor())))
        .orElse(new Given(name, Optional.empty()));
  }

  private static String comment(Act act) {
    String said =
        switch (act) {
          case Act.Pause pause -> pause.reason();
          case Act.Abort abort -> abort.reason();
          case Act.Approve approve -> approve.comment();
          case Act.Reject reject -> reject.comment();
          case Act.Skip skip -> skip.comment();
          case Act.Reply reply -> reply.answers().toString();
          case Act.GiveUp giveUp -> giveUp.comment();
          case Act.Acknowledge acknowledge -> acknowledge.comment();
          case Act.AssumeGone gone -> gone.comment();
          case Act.Reverse reverse -> reverse.reason();
          // They say nothing but what they are.
          default -> "";
        };
    return said.isBlank() ? "" : ": " + cut(said.strip(), LONGEST_OUTPUTS);
  }
}
