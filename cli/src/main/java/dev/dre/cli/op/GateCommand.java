package dev.dre.cli.op;

import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.command.Act;
import picocli.CommandLine.Option;

/** A decision about exactly what was shown, so it names the request's digest. */
abstract class GateCommand extends ActCommand {

  /** As many as {@code dre op show} prints. */
  private static final int SHORTEST = 6;

  @Option(
      names = "--digest",
      required = true,
      paramLabel = "HEX",
      description =
          "of the request, as dre op show prints it: you decide about what you were shown")
  private String digest = "";

  GateCommand(Access access) {
    super(access);
  }

  abstract Act decide(OpenGate gate, String reason);

  @Override
  final Act act(Operation operation, String reason) {
    return decide(shown(operation), reason);
  }

  private OpenGate shown(Operation operation) {
    OpenGate gate =
        operation
            .gate()
            .orElseThrow(
                () ->
                    new Refusal(
                        "%s waits for no approval: it %s."
                            .formatted(operation.id(), operation.state().verb())));
    if (digest.length() < SHORTEST || !gate.digest().startsWith(digest)) {
      throw new Refusal(
          "The open request has another digest than %s. Look at it again: dre op show %s"
              .formatted(digest, operation.id()));
    }
    return gate;
  }
}
