package dev.dre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.json.Digest;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import org.junit.jupiter.api.Test;

class PlanCommandTest {

  private static final String CONFIG = "--config=../config/example";

  @Test
  void aMigrationIsPrintedStepByStep() {
    var terminal = Terminal.after("plan", CONFIG, "migrate", "db-42", "--to", "cluster-b");

    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out().replaceFirst("plan [0-9a-f]{6}\n", "plan <digest>\n"))
        .isEqualTo(
            """
            Migrate db-42 from cluster-a to cluster-b
            prod · payments · plan <digest>
            Planned as if db-42 is where the inventory says: cluster-a.
            Mode auto: risky steps are approved first.

             1. preflight: Look whether the move can work
                runs    pg-migrate preflight on cluster-b
                        changes nothing
                        after a failure tries again by itself, once

             2. prepare: Make roles, database and tables on cluster-b
                runs    pg-migrate prepare on cluster-b
                looks   pg-migrate verify prepare on cluster-b
                undoes  database and roles made on cluster-b
                        pg-migrate undo prepare --side target on cluster-b

             3. subscribe: Start replication from cluster-a to cluster-b
                runs    pg-migrate subscribe on cluster-b
                looks   pg-migrate verify subscribe on cluster-b
                undoes  slots and publication on cluster-a
                        pg-migrate undo subscribe --side source on cluster-a
                undoes  subscription on cluster-b
                        pg-migrate undo subscribe --side target on cluster-b

             4. copy: Copy all rows, build the indexes, catch up
                runs    pg-migrate copy on cluster-b
                        people are told when it shows no progress for 4h
                        after a failure tries again by itself, up to 2 times
                looks   pg-migrate verify copy on cluster-b
                undoes  rows copied to cluster-b
                        pg-migrate undo copy --side target on cluster-b

             5. verify_data: Compare all rows on both sides
                runs    pg-migrate verify-data on cluster-b
                        changes nothing
                        people are told when it shows no progress for 4h
                        after a failure tries again by itself, once

             6. prepare_reverse: Prepare and try the way back
                runs    pg-migrate prepare-reverse on cluster-b
                        after a failure tries again by itself, once
                looks   pg-migrate verify prepare-reverse on cluster-b
                undoes  subscription of the way back on cluster-a
                        pg-migrate undo prepare-reverse --side source on cluster-a
                undoes  slot and publication of the way back on cluster-b
                        pg-migrate undo prepare-reverse --side target on cluster-b

            -- From here on an abort is refused; a reverse operation goes back without loss.

             7. cut_over: Cut over to cluster-b
                needs   subscription == 'enabled' && active && conflicts == '' && behind_bytes < 16777216
                        looked at by pg-migrate watch on cluster-b
                        otherwise: cluster-b does not follow cluster-a closely now, so writes would stand still for long. Nothing was switched.
                asks    1 of @dre, not whoever started it
                        risk high, policy high-risk, open for 4h
                shows   copy.lag_seconds, verify_data.rows, verify_data.mismatches, prepare_reverse.back_seconds
                says    Writes stop for about a second: every client is cut off and has to find the other side by itself; then db-42 lives on cluster-b. If anything fails before the switch it undoes itself. Going back stays possible without loss until retire.
                runs    pg-migrate cut-over --budget 10s on cluster-b
                        stops writes for at most 10s
                looks   pg-migrate verify cut-over on cluster-b
                undoes  closed roles on cluster-a
                        pg-migrate undo cut-over --side source on cluster-a
                undoes  what was prepared for the cut-over on cluster-b
                        pg-migrate undo cut-over --side target on cluster-b

             8. drop_forward: End replication to cluster-b
                runs    pg-migrate drop-forward on cluster-b
                        after a failure tries again by itself, up to 2 times
                looks   pg-migrate verify drop-forward on cluster-b
                undoes  nothing, the way back needs none of it
                        pg-migrate undo drop-forward --side target on cluster-b

             9. soak: Leave the way back to cluster-a open for a while
                waits   24h
                        changes nothing

            10. last_look: Look how the way back to cluster-a stands
                runs    pg-migrate watch --back on cluster-b
                        changes nothing
                        after a failure tries again by itself, up to 2 times

            -- From here on an abort is refused: there is no prepared way back.

            11. retire: Retire the way back to cluster-a
                asks    1 of @dre, not whoever started it
                        risk high, policy high-risk, open for 4h
                shows   cut_over.write_stop_ms, last_look.subscription, last_look.conflicts, last_look.slot, last_look.behind_bytes
                says    There is no prepared way back after this step: what is written on cluster-b does not come to cluster-a any more. Writes are not touched. On cluster-a the database stays, closed to the application. If cluster-a does not answer (unreachable), only cluster-b is cleared.
                runs    pg-migrate retire on cluster-b
                        after a failure tries again by itself, up to 2 times
                looks   pg-migrate verify retire on cluster-b
                undoes  nothing

            Guarded meanwhile:
                Replication to cluster-b, after subscribe and before cut_over, every 30s
                    looks   pg-migrate watch on cluster-b
                    if      retained_bytes > max_wal_gb * 1e9: abort: cluster-a keeps more than 50 GB of WAL for the move, and its disk has to hold it.
                    if      slot == 'lost' || slot == 'none': pause: The slot on cluster-a is lost, so what was copied can miss rows. Abort and begin again.
                    if      subscription == 'unreachable': page: cluster-b does not answer, and cluster-a keeps its WAL until it does. At more than 50 GB the move is undone.
                    if      conflicts != '' || subscription != 'enabled': pause: cluster-b does not follow cluster-a any more, whose WAL is kept meanwhile. The log of the server on cluster-b says why.
                    if      reconnected: page: The connection from cluster-b to cluster-a is lost again and again; each time it is made anew.
                    if      nobody can look 4 times in a row: page
                The way back to cluster-a, after prepare_reverse and before retire, every 1m
                    looks   pg-migrate watch --back on cluster-b
                    if      slot == 'lost' || slot == 'none': page: The way back is lost, the slot on cluster-b is gone. Before the cut-over it can be prepared anew; after it, going back would lose what was written on cluster-b.
                    if      retained_bytes > max_wal_gb * 1e9: page: cluster-b keeps more than 50 GB of WAL for the way back, and its disk has to hold it.
                    if      subscription == 'unreachable': page: cluster-a does not answer, so there is no way back to it now, and cluster-b keeps its WAL until it does. If it is gone for good, drop the slot of the way back on cluster-b.
                    if      conflicts != '' || subscription != 'enabled': page: cluster-a does not follow the way back any more, and cluster-b keeps its WAL meanwhile. The log of the server on cluster-a says why.
                    if      reconnected: page: The connection from cluster-a to cluster-b is lost again and again; each time it is made anew.
                    if      route != 'none' && route != 'target': page: PgBouncer does not lead its clients to cluster-b, and their roles are closed on cluster-a, so they are refused. Let it start with the file of cluster-b.
                    if      nobody can look 4 times in a row: page

            However it ends, what is left behind is looked for:
                pg-migrate residue --side source on cluster-a
                pg-migrate residue --side target on cluster-b
            """);
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void theDigestIsTheOneThatApprovalsAreBoundTo() throws JsonProcessingException {
    var text = Terminal.after("plan", CONFIG, "migrate", "db-42", "--to=cluster-b");
    var json = Terminal.after("plan", CONFIG, "--json", "migrate", "db-42", "--to=cluster-b");

    var plan = OperationJson.mapper().readValue(json.out(), Plan.class);

    assertThat(text.out()).contains("plan " + Digest.of(plan).substring(0, 6) + "\n");
  }

  @Test
  void aPictureIsAFlowchartInsteadOfText() {
    var terminal =
        Terminal.after("plan", CONFIG, "--picture", "migrate", "db-42", "--to=cluster-b");

    assertThat(terminal.out()).startsWith("flowchart TD\n").contains("--> done\n");
  }

  @Test
  void onlyOneFormIsPrinted() {
    var terminal =
        Terminal.after("plan", CONFIG, "--picture", "--json", "migrate", "db-42", "--to=cluster-b");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("--json", "--picture", "mutually exclusive");
  }

  @Test
  void ourOwnFlagsMayStandAmongThoseOfTheRunbook() {
    var terminal =
        Terminal.after("plan", "migrate", "db-42", "--to", "cluster-b", CONFIG, "--json");

    assertThat(terminal.out()).startsWith("{").contains("\"runbook\" : \"migrate\"");
  }

  @Test
  void aRefusalIsAnErrorThatSaysWhatWouldWork() {
    var terminal = Terminal.after("plan", CONFIG, "migrate", "db-42");

    assertThat(terminal)
        .isEqualTo(new Terminal(1, "", "migrate needs --to. Clusters that fit: cluster-b.\n"));
  }

  @Test
  void wordsStayAsTheShellHasSplitThem() {
    var terminal = Terminal.after("plan", CONFIG, "migrate", "it's \"db 42\"", "--to", "cluster-b");

    assertThat(terminal.err()).startsWith("I know no datastore \"it's \"db 42\"\".");
  }

  @Test
  void nothingToPlanIsAMistakeInTheUse() {
    var terminal = Terminal.after("plan");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("Usage: dre plan");
  }
}
