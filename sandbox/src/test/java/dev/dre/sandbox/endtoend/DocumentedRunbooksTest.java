package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import org.junit.jupiter.api.Test;

/** What the documentation teaches does what it says, with waits that are shorter. */
@Whole
class DocumentedRunbooksTest {

  private final EndToEnd everything;

  DocumentedRunbooksTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void theRunbookWithAStepOfEachKindRunsToItsEnd() {
    var search = RebuildIndex.serve(everything.sandbox().temporal());
    try {
      OperationId id = everything.starts(Sandbox.DB_43, "/dre maintain db-43");
      everything.until(id, o -> o.questions().isPresent());
      everything.chat().says("alice", "/dre answer db-43 when=now");
      approves(id, "Ask the team");
      approves(id, "Vacuum it: Vacuum");

      Operation ended = everything.until(id, o -> o.state().isFinal());

      assertThat(ended.state()).as(ended.status().trouble().toString()).isEqualTo(State.SUCCEEDED);
      assertThat(ended.steps()).extracting(StepRun::status).containsOnly(StepStatus.DONE);
      assertThat(step(ended, "vacuum_look").outputs()).containsEntry("dead_rows", "1200");
      assertThat(step(ended, "index").outputs()).containsEntry("documents", "12");
      assertThat(ended.steps())
          .filteredOn(s -> s.id().value().startsWith("reindex_"))
          .as("one for each of the large tables")
          .hasSize(2);
    } finally {
      search.shutdownNow();
    }
  }

  /** Not before its own request is shown: the one before can still have its buttons. */
  private void approves(OperationId id, String title) {
    everything.chat().followUntil(id, "Approval needed: %s (step".formatted(title));
    everything.chat().clicks("bob", id, Buttons.APPROVE, "Approve");
  }
}
