package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.id.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcrossOperationsTest {

  private static final OperationId SECOND = new OperationId("migrate-db-42-x2m9");
  private static final OperationId THIRD = new OperationId("vacuum-db-43-b4c1");

  private final KeptHistories kept =
      new KeptHistories()
          .keeps("0.1/continued-as-new-1")
          .keeps("0.1/continued-as-new-2")
          .isLatestOf(KeptHistories.OPERATION, Optional.of("migrate"), Optional.of("payments"))
          .keeps("0.1/failed-and-retried")
          .isLatestOf(SECOND, Optional.empty(), Optional.empty())
          .keeps("0.1/aborted")
          .isLatestOf(THIRD, Optional.of("vacuum"), Optional.of("orders"));

  private List<OperationId> operations(String words) {
    return kept.finds(words).entries().stream().map(HistoryEntry::operation).distinct().toList();
  }

  @Test
  void allAreSearchedOneAfterTheOther() {
    assertThat(operations("--text starts:"))
        .containsExactly(KeptHistories.OPERATION, SECOND, THIRD);
  }

  @Test
  void operationsAreChosenByRunbookAndTeamAlsoWhereTheyWereNotWrittenDown() {
    assertThat(operations("--runbook migrate")).containsExactly(KeptHistories.OPERATION, SECOND);
    assertThat(operations("--team orders")).containsExactly(THIRD);
    assertThat(operations("--team payments --step subscribe --failed")).containsExactly(SECOND);
    assertThat(operations("--runbook nothing")).isEmpty();
  }

  @Test
  void whatIsNotChosenIsNotRead() {
    operations("--runbook vacuum");

    assertThat(kept.read).hasSize(1);
  }

  @Test
  void anotherOperationOnTheSameDatastoreIsNotMixedIn() {
    assertThat(operations(SECOND.value())).containsExactly(SECOND);
  }

  @Test
  void pagesGoOnFromOneOperationToTheNext() {
    var whole = kept.finds("--event Completed").entries();
    var options = Typed.options("--event Completed --limit 11");
    var page = kept.finds(options.words());
    var all = new ArrayList<>(page.entries());
    while (page.older().isPresent()) {
      page = kept.finds(options.before(page.older().get()).words());
      all.addAll(page.entries());
    }

    assertThat(all).isEqualTo(whole).hasSizeGreaterThan(100);
  }

  @Test
  void aPlaceThatIsGoneIsSaid() {
    assertThat(kept.refuses("--before migrate-db-99-aaaa/some-run:3"))
        .isEqualTo("Temporal keeps migrate-db-99-aaaa/some-run:3 no longer.");
  }
}
