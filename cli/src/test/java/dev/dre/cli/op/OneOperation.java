package dev.dre.cli.op;

import dev.dre.approvals.Actor;
import dev.dre.config.Configuration;
import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.State;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A namespace with one operation in it, a migration of db-42 by the example's runbook. */
final class OneOperation implements Operations {

  static final OperationId ID = new OperationId("migrate-db-42-k7f3");
  static final Actor ALICE = new Actor.Person("", "T0SANDBOX", "U0ALICE01");

  private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

  final List<Command> commands = new ArrayList<>();
  boolean silent;
  Line line = Line.moving();
  private Operation operation;
  private Instant now = START;

  OneOperation() {
    this(Path.of("../config/example"));
  }

  OneOperation(Path config) {
    var planner = new Planner(Configuration.load(config));
    var planned =
        (PlanResult.Planned)
            planner.plan("migrate", "db-42 --to cluster-b", datastore -> Optional.empty());
    operation =
        Operation.start(
            new OperationRequest(
                ID, ALICE, "C0DBOPS01", planned.plan(), Digest.of(planned.plan()), List.of()),
            now);
  }

  /** What was left in the operation's record. */
  final Map<Command, String> refusals = new HashMap<>();

  Operation operation() {
    return operation;
  }

  /** Lets its steps succeed until it waits for somebody. */
  OneOperation atTheGate() {
    while (operation.state() == State.RUNNING) {
      now = now.plusSeconds(2);
      for (var effect : operation.effects().entrySet()) {
        if (effect.getValue() instanceof Effect.Require) {
          var reading = new TreeMap<>(Map.of("behind_bytes", "96"));
          operation = operation.observe(effect.getKey(), new Outcome.Required(true, reading), now);
        }
        if (effect.getValue() instanceof Effect.RunStep step) {
          var seen = Map.of("lag_seconds", "0.017", "mismatches", "0");
          var outputs = new TreeMap<String, String>();
          operation
              .planOf(operation.step(step.step()))
              .outputs()
              .forEach(
                  declared ->
                      outputs.put(declared.name(), seen.getOrDefault(declared.name(), "1")));
          operation = operation.observe(effect.getKey(), new Outcome.Succeeded(outputs), now);
        }
      }
    }
    return this;
  }

  @Override
  public Started start(OperationRequest request, ClusterName location) {
    throw new UnsupportedOperationException("the command line starts nothing");
  }

  @Override
  public Answer command(DatastoreName datastore, Command command) {
    commands.add(command);
    var handled = operation.handle(command, now);
    operation = handled.operation();
    return handled.answer();
  }

  @Override
  public void noteRefusal(DatastoreName datastore, Command command, String reason) {
    refusals.put(command, reason);
  }

  @Override
  public Optional<Operation> latest(DatastoreName datastore) {
    return Optional.of(operation).filter(o -> o.plan().datastore().name().equals(datastore));
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    if (silent) {
      throw new TemporalSilent("Temporal does not answer", new IllegalStateException());
    }
    return Optional.of(operation).filter(o -> o.id().equals(id));
  }

  @Override
  public List<Operation> list(int max) {
    return List.of(operation);
  }

  @Override
  public List<Open> open() {
    return List.of(new Open(ID, operation.plan().datastore().name()));
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public LineAnswer stop(StopLine wish) {
    var handled = line.stop(wish, now);
    line = handled.line();
    return handled.answer();
  }

  @Override
  public LineAnswer lift(LiftLine wish) {
    var handled = line.lift(wish, now);
    line = handled.line();
    return handled.answer();
  }

  @Override
  public Optional<ClusterName> location(DatastoreName datastore) {
    return Optional.empty();
  }
}
