package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.client.history.HistoryEntry.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFilterTest {

  private static boolean finds(String words, HistoryEntry entry) {
    return Typed.search("db-42 " + words).filter().matches(entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--activity followJob",
        "--activity FOLLOW",
        "--event ActivityTaskCompleted",
        "--event completed",
        "--step copy_data",
        "--step Copy-Data",
        "--state blocked",
        "--since 1h",
        "--since 2026-11-23",
        "--since 2026-11-23T12:00:00Z",
        "--failed",
        "--text 'no SPACE'",
        "--text 'attempt 2'",
        "--failed --step copy-data --state blocked --since 1d --text device"
      })
  void anEntryThatFitsEverythingThatIsGivenIsFound(String words) {
    assertThat(finds(words, Entries.failedCopy())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--activity submitJob",
        "--event failed",
        "--step copy",
        "--state paused",
        "--since 2026-11-23T12:00:01Z",
        "--text 'out of memory'",
        "--failed --step cut-over"
      })
  void anEntryThatMissesOneThingIsNot(String words) {
    assertThat(finds(words, Entries.failedCopy())).isFalse();
  }

  @Test
  void whatDidNotFailIsNoFailure() {
    var good = Entries.entry("ActivityTaskCompleted", Weight.HAPPENED, "");

    assertThat(finds("--failed", good)).isFalse();
    assertThat(finds("", good)).isTrue();
  }

  @Test
  void routineIsForThoseWhoNameItOrWantEverything() {
    var routine = Entries.entry("ActivityTaskCompleted", Weight.ROUTINE, "");

    assertThat(finds("", routine)).isFalse();
    assertThat(finds("--step copy-data", routine)).isFalse();
    assertThat(finds("--everything", routine)).isTrue();
    assertThat(finds("--event completed", routine)).isTrue();
    assertThat(finds("--activity followJob", routine)).isTrue();
  }

  @Test
  void whatAnotherEntrySaysAsWellIsForThoseWhoNameTheEvent() {
    var part = Entries.entry("ActivityTaskStarted", Weight.PART, "");

    assertThat(finds("--activity followJob", part)).isFalse();
    assertThat(finds("--everything", part)).isTrue();
    assertThat(finds("--event ActivityTaskStarted", part)).isTrue();
  }

  @Test
  void whatIsInFlightCountsAsNowHoweverLongAgoItBegan() {
    assertThat(finds("--since 1m", Entries.entry("PendingActivity", Weight.PENDING, ""))).isTrue();
  }
}
