package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.databases.Databases;
import dev.dre.sandbox.load.LoadGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A datastore that is moved there and back by dre while an application writes to it. */
record Moved(EndToEnd everything, DatastoreName datastore, LoadGenerator load) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  OperationId starts(String command) {
    return everything.starts(datastore, command);
  }

  /** Bob, at the next question. */
  void approve(OperationId id) {
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
  }

  /**
   * Bob ends {@code there} after its cut-over, and goes back to {@code home} by the command that is
   * said then.
   */
  void isBroughtBack(OperationId there, ClusterName away, ClusterName home) {
    everything.chat().clicks("bob", there, Buttons.REVERSE, "Reverse");
    everything.chat().submits("bob", "writes are slow there");
    assertThat(everything.until(there, o -> o.state().isFinal()).state()).isEqualTo(State.STOPPED);
    awaitLocation(away);
    String wayBack = "migrate-back %s --to %s --of %s".formatted(datastore, home, there);
    everything.chat().followUntil(there, wayBack);
    OperationId back = starts("/dre " + wayBack);
    approve(back);
    Operation ended = everything.until(back, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(ended, "verify_data").outputs()).containsEntry("mismatches", "0");
    awaitLocation(home);
    awaitWrites(home);
  }

  /** Known once what happened has been told. */
  void awaitLocation(ClusterName where) {
    await()
        .atMost(PATIENCE)
        .until(() -> everything.operations().location(datastore).filter(where::equals).isPresent());
  }

  void awaitWrites(ClusterName where) {
    String address = everything.sandbox().place(datastore, where).address();
    await().atMost(PATIENCE).until(() -> load.writesTo().equals(address));
  }

  /** Stops writing, and looks for what was promised. */
  void assertNothingIsLost(ClusterName where) throws SQLException {
    load.close();
    var home = everything.sandbox().place(datastore, where);
    try (Connection connection = everything.sandbox().databases().admin(home, Databases.DATABASE)) {
      assertThat(load.commits()).isPositive();
      assertThat(load.lost(connection)).isZero();
    }
  }
}
