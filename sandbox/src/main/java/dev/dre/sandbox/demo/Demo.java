package dev.dre.sandbox.demo;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.client.Operations;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.Terminal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plays a migration with a pause and an approval, then an abort half-way through another one, and
 * checks both.
 */
public final class Demo {

  private static final Duration LONGEST_STEP = Duration.ofMinutes(20);

  private final Sandbox sandbox;
  private final Terminal terminal;
  private final Chat chat;
  private final Operations operations;
  private final Report report;

  public Demo(Sandbox sandbox, Terminal terminal) {
    this.sandbox = sandbox;
    this.terminal = terminal;
    chat = new Chat(sandbox.slack(), terminal);
    operations = sandbox.operations();
    report = new Report(terminal);
  }

  /** Whether everything held. */
  public boolean play() throws SQLException {
    try {
      Sandbox.DATASTORES.forEach(this::startsAtHome);
      Operation migration = migrate();
      Operation abort = abort();
      terminal.heading("Counting");
      new Checks(sandbox, report).all(migration, abort);
    } catch (DemoFailed e) {
      report.failed(String.valueOf(e.getMessage()));
    }
    return report.print();
  }

  private void startsAtHome(DatastoreName datastore) {
    operations
        .location(datastore)
        .filter(cluster -> !cluster.equals(Sandbox.CLUSTER_A))
        .ifPresent(
            cluster -> {
              throw new DemoFailed(
                  "%s has moved to %s in this state already: name another --state, or none"
                      .formatted(datastore, cluster));
            });
  }

  private Operation migrate() {
    terminal.heading("alice moves db-42 from cluster-a to cluster-b; nobody stops writing to it");
    sandbox.load(Sandbox.DB_42).forgetGap();
    OperationId id = start(Sandbox.DB_42);
    until(id, o -> status(o, "subscribe") == StepStatus.DONE);
    chat.clicks("alice", id, Buttons.PAUSE, "Pause");
    chat.submits("alice", "let me look at the dashboards");
    chat.followUntil(id, "paused");
    chat.clicks("bob", id, Buttons.RESUME, "Resume");
    until(id, o -> o.state() == State.AWAITING_APPROVAL);
    chat.clicks("alice", id, Buttons.APPROVE, "Approve");
    String refused = chat.toldPrivately("alice", id, "Not counted");
    report.check("alice, who asked, cannot approve", refused.contains("somebody else"));
    chat.clicks("bob", id, Buttons.APPROVE, "Approve");
    until(id, o -> o.state() == State.AWAITING_APPROVAL && status(o, "soak") == StepStatus.DONE);
    chat.clicks("bob", id, Buttons.APPROVE, "Approve");
    Operation ended = until(id, o -> o.state().isFinal());
    chat.followUntil(id, "Ended");
    report.check("the migration succeeded", ended.state() == State.SUCCEEDED);
    return ended;
  }

  private Operation abort() {
    terminal.heading("bob aborts the move of db-43 half-way");
    OperationId id = start(Sandbox.DB_43);
    until(id, o -> status(o, "copy") == StepStatus.RUNNING);
    until(id, o -> status(o, "copy") != StepStatus.RUNNING || chat.showsProgress(id));
    chat.clicks("bob", id, Buttons.ABORT, "Abort");
    chat.submits("bob", "wrong weekend");
    Operation ended = until(id, o -> o.state().isFinal() || o.state() == State.NEEDS_ATTENTION);
    if (ended.state().isFinal()) {
      chat.followUntil(id, "Ended");
    }
    report.check("the abort left nothing behind", ended.state() == State.ABORTED);
    return ended;
  }

  private OperationId start(DatastoreName datastore) {
    Optional<OperationId> before = operations.latest(datastore).map(Operation::id);
    chat.says("alice", "/dre migrate %s --to cluster-b --soak 10s".formatted(datastore));
    return Chat.within(
        Duration.ofSeconds(30),
        "the operation on " + datastore,
        () ->
            operations
                .latest(datastore)
                .map(Operation::id)
                .filter(id -> !Optional.of(id).equals(before)));
  }

  /**
   * Follows the thread until it is so. Standing blocked ends the story: nobody is there to choose.
   */
  private Operation until(OperationId id, Predicate<Operation> so) {
    return Chat.within(
        LONGEST_STEP,
        "the operation to go on",
        () -> {
          chat.follow(id);
          Operation operation = operations.find(id).orElseThrow();
          if (operation.state() == State.BLOCKED) {
            chat.follow(id);
            throw new DemoFailed(
                "%s stands blocked: %s".formatted(id, operation.status().trouble()));
          }
          return Optional.of(operation).filter(so);
        });
  }

  private static StepStatus status(Operation operation, String step) {
    return operation.steps().stream()
        .filter(s -> s.id().value().equals(step))
        .findFirst()
        .orElseThrow()
        .status();
  }
}
