package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runbooks that keep a datastore well, as people run them. */
@Whole
class ShippedRunbooksTest {

  private final EndToEnd everything;

  ShippedRunbooksTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void whatWasProposedIsShownApprovedDoneAndLookedAtAgain() throws SQLException {
    all(
        Sandbox.DB_42,
        Sandbox.CLUSTER_A,
        "SELECT pg_create_logical_replication_slot('left_behind', 'pgoutput')");
    all(
        Sandbox.DB_42,
        Sandbox.CLUSTER_A,
        "CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 4000)",
        "DROP TABLE filler",
        "SELECT 1");

    OperationId id =
        everything.starts(
            Sandbox.DB_42, "/dre remediate db-42 --problem disk --kept-mb 1 --only left_behind");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    var gate = everything.story(id).awaitMessage(Buttons.APPROVE);
    assertThat(gate.shown())
        .contains("drop the slot left_behind, not in use, keeps", "a checkpoint")
        .contains("drop-slot left_behind@");
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");

    Operation done = everything.until(id, o -> o.state().isFinal());

    assertThat(done.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(done, "act_1").outputs()).containsEntry("did", "drop-slot: 1 of 1");
    assertThat(step(done, "again_1").outputs().get("changed")).contains("WAL MB");
    assertThat(all(Sandbox.DB_42, Sandbox.CLUSTER_A, "SELECT slot_name FROM pg_replication_slots"))
        .doesNotContain("left_behind");
    everything.chat().followUntil(id, "again");
  }

  @Test
  void whereNothingIsWrongNobodyIsAsked() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre remediate db-43 --problem connections");

    Operation done = everything.until(id, o -> o.state().isFinal());

    assertThat(done.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(done, "look").outputs()).containsEntry("count", "0");
    assertThat(step(done, "agree").status()).isEqualTo(StepStatus.SKIPPED);
    assertThat(everything.sandbox().jobsOf(id, "step")).hasSize(1);
  }

  @Test
  void aBackupIsRestoredComparedAndDroppedAndOldOnesGoOnceApproved() throws Exception {
    OperationId first = everything.starts(Sandbox.DB_43, "/dre backup db-43");
    Operation backup = everything.until(first, o -> o.state().isFinal());
    assertThat(backup.state()).isEqualTo(State.SUCCEEDED);
    String name = step(backup, "take").outputs().get("backup");
    assertThat(everything.backups().resolve("db-43").resolve(name)).isDirectory();

    OperationId check = everything.starts(Sandbox.DB_43, "/dre restore-check db-43 --on cluster-b");
    Operation checked = everything.until(check, o -> o.state().isFinal());

    assertThat(checked.state()).isEqualTo(State.SUCCEEDED);
    assertThat(step(checked, "compare").outputs())
        .containsEntry("backup", name)
        .containsEntry("mismatches", "0")
        .containsEntry("rows", step(backup, "take").outputs().get("rows"));
    assertThat(scratchDatabases()).isEmpty();

    OperationId second = everything.starts(Sandbox.DB_43, "/dre backup db-43 --keep 1");
    everything.until(second, o -> o.state() == State.AWAITING_APPROVAL);
    everything.chat().clicks("bob", second, Buttons.APPROVE, "Approve");
    everything.until(second, o -> o.state() == State.SUCCEEDED);
    assertThat(everything.backups().resolve("db-43").resolve(name)).doesNotExist();
  }

  @Test
  void aBackupThatIsNotWhatWasCountedBlocksAndAnAbortLeavesNothing() throws Exception {
    OperationId taken = everything.starts(Sandbox.DB_43, "/dre backup db-43 --compare counts");
    Operation backup = everything.until(taken, o -> o.state() == State.SUCCEEDED);
    Path folder =
        everything.backups().resolve("db-43").resolve(step(backup, "take").outputs().get("backup"));
    tellAnotherCount(folder);

    OperationId id = everything.starts(Sandbox.DB_43, "/dre restore-check db-43 --on cluster-b");
    Operation blocked = everything.until(id, o -> o.state() == State.BLOCKED);

    assertThat(step(blocked, "restore").status()).isEqualTo(StepStatus.DONE);
    assertThat(scratchDatabases()).hasSize(1);
    everything.chat().followUntil(id, "are not what was backed up");
    everything.abort(id);
    assertThat(scratchDatabases()).isEmpty();
    assertThat(everything.operations().find(id).orElseThrow().residue()).isNotEmpty();
  }

  /** As if the rows of a table had been counted wrongly, with checksums that are right. */
  private static void tellAnotherCount(Path folder) throws IOException {
    Path manifest = folder.resolve("manifest.tsv");
    String before = Files.readString(manifest);
    String after = before.replaceFirst("(?m)^(table\t[^\t]+\t)\\d+", "$1123456789");
    assertThat(after).isNotEqualTo(before);
    Files.writeString(manifest, after);
    Path sums = folder.resolve("SHA256SUMS");
    String all = Files.readString(sums).replace(Digest.sha256(before), Digest.sha256(after));
    Files.writeString(sums, all);
    Files.writeString(folder.resolve("whole"), Digest.sha256(all) + "\n");
  }

  private List<String> scratchDatabases() throws SQLException {
    return all(
        Sandbox.DB_43,
        Sandbox.CLUSTER_B,
        "SELECT datname FROM pg_database WHERE datname LIKE 'dre_check_%'");
  }

  /** The first column of what the last of {@code statements} finds. */
  private List<String> all(DatastoreName datastore, ClusterName cluster, String... statements)
      throws SQLException {
    var place = everything.sandbox().place(datastore, cluster);
    var values = new ArrayList<String>();
    try (var connection = everything.sandbox().databases().admin(place, "postgres");
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
      try (var rows = statement.getResultSet()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
    }
    return values;
  }
}
