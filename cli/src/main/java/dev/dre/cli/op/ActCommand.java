package dev.dre.cli.op;

import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.DatastoreName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Somebody wants something of an operation, past the chat. */
abstract class ActCommand implements Callable<Integer> {

  private final Access access;

  @Mixin private Target target = new Target();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "why, and why this way; goes into the thread and the record")
  private String reason = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  ActCommand(Access access) {
    this.access = access;
  }

  /**
   * What is wanted of {@code operation} as it is.
   *
   * @throws Refusal when what was given does not fit
   */
  abstract Act act(Operation operation, String reason);

  @Override
  public final Integer call() throws IOException {
    if (reason.isBlank()) {
      err().println("--reason is empty. Say why: it is what others find in the record.");
      return ExitCodes.REFUSED;
    }
    Optional<LineScope> line;
    try {
      line = line();
    } catch (Refusal e) {
      err().println(e.getMessage());
      return ExitCodes.REFUSED;
    }
    if (target.isGiven() == line.isPresent()) {
      throw new ParameterException(spec.commandLine(), usage());
    }
    return access.with(
        operations ->
            guarded(() -> line.isPresent() ? sendToAll(operations, line.get()) : send(operations)));
  }

  /**
   * Whose operations are meant, where it is not one.
   *
   * @throws Refusal when what was given does not fit together
   */
  Optional<LineScope> line() {
    return Optional.empty();
  }

  /** What is wanted of all operations of {@code scope}. */
  LineActs.Done act(Operations operations, LineScope scope, String reason) {
    throw new IllegalStateException("only pause and resume are about many");
  }

  private String usage() {
    return target.isGiven()
        ? "Give an operation, or --all, --team or --cluster: not both."
        : "Missing required parameter: 'OPERATION'";
  }

  private int sendToAll(Operations operations, LineScope scope) {
    LineActs.Done done = act(operations, scope, reason);
    if (!done.note().isEmpty()) {
      err().println(done.note());
    }
    return print(done.answer());
  }

  private int send(Operations operations) {
    var operation = target.in(operations);
    if (operation.isEmpty()) {
      err().println(target.missing());
      return ExitCodes.REFUSED;
    }
    DatastoreName datastore = datastore(operation.get());
    Command command = command(operation.get());
    Answer answer = operations.command(datastore, command);
    if (answer instanceof Answer.Refused refused) {
      operations.noteRefusal(datastore, command, refused.says());
    }
    return print(answer);
  }

  private int guarded(IntSupplier errand) {
    try {
      return errand.getAsInt();
    } catch (Refusal e) {
      err().println(e.getMessage());
      return ExitCodes.REFUSED;
    } catch (TemporalSilent e) {
      err()
          .printf(
              "Not recorded: %s. Nothing is known to be done; run it again when it is back.%n",
              e.getMessage());
      return ExitCodes.SILENT;
    }
  }

  private static DatastoreName datastore(Operation operation) {
    return operation.plan().datastore().name();
  }

  private Command command(Operation operation) {
    return new Command(
        new CommandId(UUID.randomUUID().toString()),
        operation.id(),
        Account.ofThisProcess(reason),
        Set.of(),
        new Origin("", ""),
        act(operation, reason));
  }

  private int print(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> good(accepted.says());
      case Answer.AlreadySo already -> good(already.says());
      case Answer.Refused refused -> {
        err().println("Not counted: " + refused.says());
        yield ExitCodes.REFUSED;
      }
    };
  }

  private int good(String says) {
    spec.commandLine().getOut().println(says);
    return ExitCodes.GOOD;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
