package dev.dre.cli.op;

import dev.dre.config.ConfigurationException;
import dev.dre.operations.client.LineCommands;
import dev.dre.operations.client.LineReach;
import dev.dre.operations.client.Operations;
import dev.dre.operations.command.Answer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;

/** Stopping the line, and letting it go on, by whoever runs this process. */
final class LineActs {

  private LineActs() {}

  /** The exit code is not enough: what was not checked is said too. */
  record Done(Answer answer, String note) {}

  /**
   * Stopping must not wait for a configuration that cannot be read.
   *
   * @throws Refusal when there is no such team or cluster
   */
  static Done stop(Operations operations, LineScope scope, LineOptions options, String reason) {
    String note = "";
    try {
      refuseUnknown(scope, options);
    } catch (ConfigurationException e) {
      note = "Not checked whether there is such a %s: the configuration could not be read.";
    }
    var id = LineHoldId.of(UUID.randomUUID().toString());
    var wish = new StopLine(id, scope, Account.ofThisProcess(reason), reason);
    return new Done(commands(operations).stop(wish), note.formatted(what(scope)));
  }

  /**
   * Takes the right to resume.
   *
   * @throws ConfigurationException when nobody can tell who has it
   */
  static Done lift(
      Operations operations,
      LineScope scope,
      LineOptions options,
      Optional<LineHoldId> hold,
      String reason) {
    refuseUnknown(scope, options);
    var wish = new LiftLine(scope, hold, Account.ofThisProcess(reason));
    return new Done(commands(operations).lift(wish, Set.of(), options.settings()), "");
  }

  private static void refuseUnknown(LineScope scope, LineOptions options) {
    if (!(scope instanceof LineScope.Everything)) {
      options
          .settings()
          .problemOf(scope)
          .ifPresent(
              problem -> {
                throw new Refusal(problem);
              });
    }
  }

  private static String what(LineScope scope) {
    return scope instanceof LineScope.OfTeam ? "team" : "cluster";
  }

  private static LineCommands commands(Operations operations) {
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    return new LineCommands(
        operations, new LineReach(operations, executor, InstantSource.system()));
  }
}
