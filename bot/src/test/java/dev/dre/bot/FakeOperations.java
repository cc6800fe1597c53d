package dev.dre.bot;

import dev.dre.operations.Line;
import dev.dre.operations.LineAnswer;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Operations in memory, by the real rules. */
public final class FakeOperations implements Operations {

  public final Map<OperationId, Operation> all = new LinkedHashMap<>();
  public final Map<DatastoreName, OperationId> latest = new LinkedHashMap<>();
  public final Map<DatastoreName, ClusterName> locations = new LinkedHashMap<>();
  public final List<OperationRequest> started = new ArrayList<>();
  public final List<Command> commands = new ArrayList<>();
  public Line line = Line.moving();
  public boolean silent;

  /** Can be told something, and cannot be asked. */
  public final Set<DatastoreName> silentOn = new TreeSet<>();

  public Instant now = Story.NOON;

  /** {@code operation} is the latest on its datastore. */
  public FakeOperations with(Operation operation) {
    all.put(operation.id(), operation);
    latest.put(operation.plan().datastore().name(), operation.id());
    return this;
  }

  @Override
  public Started start(OperationRequest request, ClusterName location) {
    answer();
    var holder = latest(request.plan().datastore().name());
    if (holder.isPresent() && holder.get().id().equals(request.id())) {
      return new Started.Running(request.id(), true, List.of());
    }
    if (holder.isPresent() && !holder.get().state().isFinal()) {
      return new Started.Busy(holder.get().id());
    }
    started.add(request);
    var held = line.covering(request.plan());
    with(Operation.start(request.heldBy(held), now));
    return new Started.Running(request.id(), false, held);
  }

  @Override
  public Answer command(DatastoreName datastore, Command command) {
    answer();
    commands.add(command);
    Operation operation = Objects.requireNonNull(all.get(latest.get(datastore)));
    if (operation.state().isFinal()) {
      return new Answer.Refused("this operation has ended.");
    }
    var handled = operation.handle(command, now);
    all.put(operation.id(), handled.operation());
    return handled.answer();
  }

  @Override
  public void noteRefusal(DatastoreName datastore, Command command, String reason) {
    throw new UnsupportedOperationException("the bot has its own record");
  }

  @Override
  public Optional<Operation> latest(DatastoreName datastore) {
    answer();
    if (silentOn.contains(datastore)) {
      throw new TemporalSilent("the operation does not answer", new IllegalStateException("test"));
    }
    return Optional.ofNullable(latest.get(datastore)).map(all::get);
  }

  @Override
  public Optional<Operation> find(OperationId id) {
    answer();
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public List<Operation> list(int max) {
    answer();
    return all.values().stream().limit(max).toList();
  }

  @Override
  public List<Open> open() {
    answer();
    return all.values().stream()
        .filter(o -> !o.state().isFinal())
        .map(o -> new Open(o.id(), o.plan().datastore().name()))
        .toList();
  }

  @Override
  public Line line() {
    answer();
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
    answer();
    return Optional.ofNullable(locations.get(datastore));
  }

  private void answer() {
    if (silent) {
      throw new TemporalSilent("Temporal does not answer", new IllegalStateException("test"));
    }
  }
}
