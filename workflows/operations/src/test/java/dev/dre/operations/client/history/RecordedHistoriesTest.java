package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real operations have left, searched. */
class RecordedHistoriesTest {

  private static KeptHistories of(String... names) {
    var kept = new KeptHistories();
    for (String name : names) {
      kept.keeps("0.1/" + name);
    }
    return kept.isLatest();
  }

  private static List<String> whats(HistoryPage page) {
    return page.entries().stream().map(HistoryEntry::what).toList();
  }

  @Test
  void aJobThatFailedIsFoundAlthoughItsActivityCompleted() {
    var page = of("failed-and-retried").finds("db-42 --failed");

    assertThat(page.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo("ActivityTaskCompleted");
              assertThat(entry.what()).isEqualTo("subscribe, attempt 1: follow");
              assertThat(entry.failure()).isEqualTo("no slot is free");
              assertThat(entry.event()).isEqualTo(19);
              assertThat(entry.attempt()).isEqualTo(1);
              assertThat(entry.took()).isPresent();
            });
  }

  @Test
  void whatLedIntoAStateAndWhatHappenedInItIsFoundByIt() {
    var page = of("failed-and-retried").finds("db-42 --state blocked");

    assertThat(whats(page))
        .containsExactly(
            "verify subscribe, attempt 1: follow → evidence=nothing there verify=not-done");
  }

  @Test
  void aCommandIsOneLineWithWhoGaveItAndTheAnswer() {
    var page = of("failed-and-retried").finds("db-42 --text retry");

    assertThat(page.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo("WorkflowExecutionUpdateCompleted");
              assertThat(entry.what())
                  .isEqualTo("retry → Looking first whether subscribe took effect.");
              assertThat(entry.by().orElseThrow().toString()).contains("U0BOB0001");
              assertThat(entry.state()).contains(State.RUNNING);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "finished",
        "approved",
        "failed-and-retried",
        "paused-and-resumed",
        "aborted",
        "handed-over"
      })
  void everyEventIsThereWhenEverythingIsWantedAndNewestFirst(String name) {
    var page = of(name).finds("db-42 --everything");

    assertThat(page.entries().stream().map(HistoryEntry::event).sorted())
        .hasSameSizeAs(KeptHistories.recorded("0.1/" + name))
        .doesNotHaveDuplicates();
    assertThat(page.entries().getFirst().state())
        .as("the end")
        .isEqualTo(Optional.of(name.equals("aborted") ? State.ABORTED : State.SUCCEEDED));
    assertThat(page.entries())
        .extracting(HistoryEntry::type)
        .allMatch(type -> type.matches("[A-Z][A-Za-z]+"))
        .doesNotContain("Unknown");
  }

  @Test
  void deliveriesAndWorkflowTasksDoNotDrownTheRest() {
    var page = of("aborted").finds("db-42");

    assertThat(page.entries()).noneMatch(e -> e.activity().equals("deliver"));
    assertThat(page.entries()).allMatch(e -> e.weight() == Weight.HAPPENED);
    assertThat(page.entries()).hasSizeLessThan(40);
    assertThat(whats(page))
        .contains("undo copy part 2, try 1: follow", "copy, attempt 1: see gone")
        .last()
        .isEqualTo("starts: Migrate db-42 from cluster-a to cluster-b");
  }

  @Test
  void anActivityIsSearchedByItsTypeDeliveriesToo() {
    assertThat(of("aborted").finds("db-42 --activity deliver").entries())
        .isNotEmpty()
        .allMatch(e -> e.activity().equals("deliver"));
  }

  @Test
  void allRunsOfAnOperationAreOneHistory() {
    var kept = of("continued-as-new-1", "continued-as-new-2");
    var page = kept.finds("db-42 --everything --limit 1000");

    int both =
        KeptHistories.recorded("0.1/continued-as-new-1").size()
            + KeptHistories.recorded("0.1/continued-as-new-2").size();
    assertThat(page.entries()).hasSize(both);
    assertThat(page.entries())
        .extracting(HistoryEntry::run)
        .containsOnly(runs().toArray(String[]::new));
    assertThat(page.entries().getLast().what()).startsWith("starts: ");
  }

  @Test
  void anOlderRunIsNotReadWhileTheNewestFillsThePage() {
    var kept = of("continued-as-new-1", "continued-as-new-2");

    var page = kept.finds("db-42 --limit 3");

    assertThat(page.entries()).hasSize(3);
    assertThat(kept.read).containsExactly(runs().getLast());
  }

  @Test
  void pagesGoThroughBothRunsAndBackWithoutLosingOrRepeatingAnything() {
    var kept = of("continued-as-new-1", "continued-as-new-2");
    var whole = kept.finds("db-42").entries();
    var options = Typed.options("db-42 --limit 2");

    var down = new ArrayList<HistoryEntry>();
    var pages = new ArrayList<HistoryPage>();
    var page = kept.finds(options.words());
    pages.add(page);
    down.addAll(page.entries());
    while (page.older().isPresent()) {
      page = kept.finds(options.before(page.older().get()).words());
      pages.add(page);
      down.addAll(page.entries());
    }
    assertThat(down).isEqualTo(whole);
    assertThat(pages).hasSizeGreaterThan(3);

    for (int i = pages.size() - 1; i > 0; i--) {
      var newer = kept.finds(options.after(pages.get(i).newer().orElseThrow()).words());
      assertThat(newer.entries()).isEqualTo(pages.get(i - 1).entries());
    }
    assertThat(pages.getFirst().newer()).isEmpty();
  }

  @Test
  void aRunThatIsNoLongerKeptIsSaid() {
    var page = of("continued-as-new-2").finds("db-42 --text starts");

    assertThat(page.entries()).isEmpty();
    assertThat(page.notes())
        .containsExactly(
            "Temporal keeps run %s of migrate-db-42-k7f3 no longer; nothing before it can be read."
                .formatted(runs().getFirst()));
  }

  @Test
  void whatTellsTheRestElsewhereIsReadAsWell() {
    var parent = KeptHistories.recorded("0.1/handed-over");
    var telling = KeptHistories.recorded("0.1/telling");
    String child =
        parent.stream()
            .filter(e -> e.hasChildWorkflowExecutionStartedEventAttributes())
            .map(e -> e.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution())
            .findFirst()
            .orElseThrow()
            .getRunId();
    var kept = new KeptHistories().keeps(child, telling).keeps(parent).isLatest();

    var page = kept.finds("db-42 --everything");

    assertThat(page.entries()).hasSize(parent.size() + telling.size());
    assertThat(page.entries())
        .filteredOn(e -> e.workflow().equals("told/migrate-db-42-k7f3"))
        .hasSize(telling.size());
    var options = Typed.options("db-42 --everything --limit 5");
    var second =
        kept.finds(options.before(kept.finds(options.words()).older().orElseThrow()).words());
    assertThat(second.entries()).isEqualTo(page.entries().subList(5, 10));
  }

  @Test
  void aStepThatThePlanDoesNotHaveIsSaid() {
    assertThat(of("failed-and-retried").refuses("db-42 --step subscirbe"))
        .isEqualTo(
            "migrate-db-42-k7f3 has no step \"subscirbe\". Did you mean \"subscribe\"? Known:"
                + " subscribe.");
    assertThat(of("failed-and-retried").histories().search(Typed.search("db-99")))
        .isEqualTo(new OperationHistories.Answer.NoOperation("db-99"));
  }

  private static List<String> runs() {
    return List.of(
        KeptHistories.runOf(KeptHistories.recorded("0.1/continued-as-new-1")),
        KeptHistories.runOf(KeptHistories.recorded("0.1/continued-as-new-2")));
  }
}
