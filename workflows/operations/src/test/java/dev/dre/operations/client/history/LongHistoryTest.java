package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LongHistoryTest {

  private static final int EVENTS = 20_000;
  private static final KeptHistories KEPT =
      new KeptHistories().keeps(LongHistory.of(EVENTS)).isLatest();

  private static List<HistoryEntry> found(String words) {
    return KEPT.finds("db-42 " + words).entries();
  }

  @Test
  void everyOneOfTwentyThousandEventsIsRead() {
    var page = KEPT.finds("db-42 --everything --limit 1000");

    assertThat(page.entries()).hasSize(1_000);
    assertThat(page.entries().getFirst().event()).isEqualTo(EVENTS);
    assertThat(page.older()).isPresent();
  }

  @Test
  void theFewThatAreMeantAreFoundAmongThem() {
    assertThat(found("--failed")).hasSize(33).allMatch(e -> e.attempt() % 100 == 0);
    assertThat(found("--failed").getFirst().failure())
        .isEqualTo("exit code 1: line | no space left on device");
    assertThat(found("--text 'attempt 1234:'")).hasSize(1);
    assertThat(found("--text refused"))
        .hasSize(6)
        .allMatch(e -> e.tries() == 3)
        .allMatch(e -> e.what().endsWith("(try 3; the one before: connection refused)"));
    assertThat(found("--since " + LongHistory.BEGIN.plusSeconds(EVENTS - 60))).hasSize(11);
  }

  @Test
  void pagesGoDownToTheBeginning() {
    var options = Typed.options("db-42 --failed --limit 10");
    var page = KEPT.finds(options.words());
    int found = page.entries().size();
    while (page.older().isPresent()) {
      page = KEPT.finds(options.before(page.older().get()).words());
      found += page.entries().size();
    }

    assertThat(found).isEqualTo(33);
    assertThat(page.entries().getLast().attempt()).isEqualTo(100);
  }
}
