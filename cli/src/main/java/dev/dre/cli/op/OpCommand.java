package dev.dre.cli.op;

import dev.dre.cli.ConfigFolder;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import dev.dre.operations.planning.Replanning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands about operations. */
@Command(
    name = "op",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Operations by the command line: straight to Temporal, so it works while Slack is down.",
      "Temporal is found by the standard TEMPORAL_* variables (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …).",
      "OPERATION is its id (migrate-db-42-k7f3), or a datastore (db-42): then the latest on it.",
      "Acts are recorded with your account on this machine and the reason, as break-glass. Pause is for everybody; the",
      "others take a right that the plan gives to break-glass.",
      "Exit codes: 0 done or already so, 1 refused, 2 usage, 3 nobody answered."
    })
public final class OpCommand {

  private OpCommand() {}

  /** The command with all its subcommands. */
  public static CommandLine commandLine(Access access, HistoryAccess histories) {
    return new CommandLine(new OpCommand())
        .addSubcommand(new ListCommand(access))
        .addSubcommand(new ShowCommand(access))
        .addSubcommand(new HistoryCommand(histories))
        .addSubcommand(new Pause(access))
        .addSubcommand(new Resume(access))
        .addSubcommand(new Abort(access))
        .addSubcommand(new Approve(access))
        .addSubcommand(new Reject(access))
        .addSubcommand(new Retry(access))
        .addSubcommand(new Skip(access))
        .addSubcommand(new Reply(access))
        .addSubcommand(new Done(access))
        .addSubcommand(new FinishForward(access))
        .addSubcommand(new GoBack(access))
        .addSubcommand(new GiveUp(access))
        .addSubcommand(new AssumeGone(access))
        .addSubcommand(new Acknowledge(access))
        .addSubcommand(new Reverse(access));
  }

  @Command(
      name = "pause",
      description = {
        "Stand still: nothing further starts.",
        "With --all, --team or --cluster: all of those, also what starts later, until somebody resumes the same."
      })
  private static final class Pause extends ActCommand {

    @Mixin private LineOptions line = new LineOptions();

    @Option(
        names = "--for",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "how long, for example 30m or 2h; then people are reminded")
    private Optional<Duration> lasts = Optional.empty();

    private static final String RESUME = "resume";

    @Option(names = "--then", paramLabel = RESUME, description = "go on by itself after that time")
    private Optional<String> then = Optional.empty();

    Pause(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      if (then.isPresent() && !then.get().equals(RESUME)) {
        throw new Refusal("--then can only be \"resume\".");
      }
      if (then.isPresent() && lasts.isEmpty()) {
        throw new Refusal("--then resume needs --for: after how long?");
      }
      return new Act.Pause(reason, lasts, then.isPresent());
    }

    @Override
    Optional<LineScope> line() {
      var scope = line.scope();
      if (scope.isPresent() && (lasts.isPresent() || then.isPresent())) {
        throw new Refusal(
            "--for and --then are for one operation: a stop of many stands until somebody lifts it.");
      }
      return scope;
    }

    @Override
    LineActs.Done act(Operations operations, LineScope scope, String reason) {
      return LineActs.stop(operations, scope, line, reason);
    }
  }

  @Command(
      name = "resume",
      description = {
        "Lift a hold.",
        "With --all, --team or --cluster: what pause did with the same."
      })
  private static final class Resume extends ActCommand {

    @Mixin private LineOptions line = new LineOptions();

    @Option(
        names = "--hold",
        paramLabel = "ID",
        description =
            "which hold (default: the only one); dre op show lists them, and dre op list those of many")
    private Optional<String> hold = Optional.empty();

    Resume(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Resume(hold.map(HoldId::new));
    }

    @Override
    Optional<LineScope> line() {
      return line.scope();
    }

    @Override
    LineActs.Done act(Operations operations, LineScope scope, String reason) {
      return LineActs.lift(operations, scope, line, hold.map(LineHoldId::new), reason);
    }
  }

  @Command(name = "abort", description = "Stop, and undo what was done.")
  private static final class Abort extends ActCommand {
    Abort(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Abort(reason);
    }
  }

  @Command(name = "approve", description = "Say yes to the request that dre op show prints.")
  private static final class Approve extends GateCommand {
    Approve(Access access) {
      super(access);
    }

    @Override
    Act decide(OpenGate gate, String reason) {
      return new Act.Approve(gate.id(), gate.digest(), reason);
    }
  }

  @Command(name = "reject", description = "Say no to the request that dre op show prints.")
  private static final class Reject extends GateCommand {
    Reject(Access access) {
      super(access);
    }

    @Override
    Act decide(OpenGate gate, String reason) {
      return new Act.Reject(gate.id(), gate.digest(), reason);
    }
  }

  @Command(
      name = "retry",
      description = "Try again: the blocked step, or the rollbacks that fail, now.")
  private static final class Retry extends ActCommand {

    @Mixin private ConfigFolder config = new ConfigFolder();

    @Option(
        names = "--set",
        paramLabel = "NAME=VALUE",
        description =
            "with another value of a parameter, from here on; can be repeated. Reads the configuration")
    private Map<String, String> values = new LinkedHashMap<>();

    Retry(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      if (values.isEmpty()) {
        return new Act.Retry(Subject.CURRENT);
      }
      return switch (new Replanning(new Planner(config.load())).with(operation, values)) {
        case PlanResult.Planned planned ->
            new Act.Retry(Subject.CURRENT, Optional.of(planned.plan()));
        case PlanResult.Refused refused -> throw new Refusal(refused.why());
      };
    }
  }

  @Command(
      name = "skip",
      description = "Go on without the blocked step, where its runbook allows it.")
  private static final class Skip extends ActCommand {
    Skip(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Skip(Subject.CURRENT, reason);
    }
  }

  @Command(
      name = "answer",
      description = "Answer what a step asks; dre op show prints the questions.")
  private static final class Reply extends ActCommand {

    @Option(
        names = "--set",
        required = true,
        paramLabel = "QUESTION=ANSWER",
        description =
            "an answer; can be repeated. What is left out stays as it was answered before")
    private Map<String, String> answers = new LinkedHashMap<>();

    Reply(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Reply(Subject.CURRENT, new TreeMap<>(answers));
    }
  }

  @Command(
      name = "done",
      description = "In shadow: a step that is done by hand is done; then it is looked.")
  private static final class Done extends ActCommand {

    @Option(
        names = "--differently",
        paramLabel = "TEXT",
        description = "what was done otherwise than the plan would have (default: nothing)")
    private String differently = "";

    Done(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Done(Subject.CURRENT, differently);
    }
  }

  @Command(name = "finish-forward", description = "Run a step that is half done on to its end.")
  private static final class FinishForward extends ActCommand {
    FinishForward(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.FinishForward(Subject.CURRENT);
    }
  }

  @Command(name = "go-back", description = "Take a step that is half done back.")
  private static final class GoBack extends ActCommand {
    GoBack(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.GoBack(Subject.CURRENT);
    }
  }

  @Command(
      name = "give-up",
      description = "Stop trying one rollback; the operation ends in need of attention.")
  private static final class GiveUp extends ActCommand {

    @Option(
        names = "--rollback",
        required = true,
        paramLabel = "ID",
        description = "which rollback; dre op show lists them")
    private String rollback = "";

    GiveUp(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.GiveUp(new RollbackId(rollback), reason);
    }
  }

  @Command(
      name = "assume-gone",
      description =
          "Take a Job for gone that nobody can see, or end the last look at what is left behind, because the cluster is lost.")
  private static final class AssumeGone extends ActCommand {
    AssumeGone(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.AssumeGone(reason);
    }
  }

  @Command(
      name = "acknowledge",
      description = "You have seen what was left behind; the datastore is free again.")
  private static final class Acknowledge extends ActCommand {
    Acknowledge(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Acknowledge(reason);
    }
  }

  @Command(
      name = "reverse",
      description = "After the switch: stop where it is, so that another operation can go back.")
  private static final class Reverse extends ActCommand {
    Reverse(Access access) {
      super(access);
    }

    @Override
    Act act(Operation operation, String reason) {
      return new Act.Reverse(reason);
    }
  }
}
