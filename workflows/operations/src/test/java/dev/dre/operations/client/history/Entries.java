package dev.dre.operations.client.history;

import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Entries for tests of what is done with them. */
final class Entries {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Entries() {}

  /** The copy's second attempt has failed at noon. */
  static HistoryEntry failedCopy() {
    return entry("ActivityTaskCompleted", Weight.HAPPENED, "no space left on device");
  }

  static HistoryEntry entry(String type, Weight weight, String failure) {
    return new HistoryEntry(
        NOON,
        KeptHistories.OPERATION,
        "op/db-42",
        "run-1",
        17,
        type,
        weight,
        "followJob",
        "copy-data, attempt 2: follow Job",
        Optional.of(new StepId("copy_data")),
        2,
        1,
        Optional.of(State.BLOCKED),
        Optional.of(Duration.ofSeconds(12)),
        failure,
        Optional.empty());
  }
}
