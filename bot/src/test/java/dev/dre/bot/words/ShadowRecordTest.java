package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.ByHand.How;
import dev.dre.operations.client.PastOperations;
import dev.dre.operations.temporal.OperationResult;
import dev.dre.operations.temporal.OperationResult.StepByHand;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How far a runbook can be trusted, from what people did by hand. */
class ShadowRecordTest {

  private static OperationResult run(StepByHand... steps) {
    return new OperationResult("analyze", new TreeMap<>(), List.of(steps));
  }

  private static StepByHand asPlanned(int contradicted) {
    return new StepByHand("analyze", How.AS_PLANNED, "", contradicted, true);
  }

  @Test
  void whatWasContradictedDoesNotCountAsDoneAsPlanned() {
    assertThat(ShadowRecord.of("analyze", List.of(run(asPlanned(1)), run(asPlanned(0)), run())))
        .isEqualTo(
            """
            *analyze in shadow*: people did steps by hand in 2 of the last 3 operations of it that have ended.
            • analyze: 1 of 2 as planned · 1 said to be done before it was""");
  }

  @Test
  void whatWasDoneOtherwiseOrLeftOutIsCountedWithItsComment() {
    var results =
        List.of(
            run(new StepByHand("cut_over", How.DIFFERENTLY, "by the <proxy>", 0, true)),
            run(new StepByHand("cut_over", How.SKIPPED, "not needed", 0, true)));

    assertThat(ShadowRecord.of("analyze", results))
        .endsWith(
            "• cut-over: 0 of 2 as planned · 1 differently · 1 left out · “by the &lt;proxy&gt;” · “not needed”");
  }

  @Test
  void whatNobodyCouldLookAtIsSaidToBeSo() {
    assertThat(
            ShadowRecord.of(
                "analyze", List.of(run(new StepByHand("call", How.AS_PLANNED, "", 0, false)))))
        .endsWith("• call: 1 of 1 as planned (nobody could look whether they took effect)");
  }

  @Test
  void itSaysWhatWasLookedAt() {
    assertThat(ShadowRecord.of("analyze", List.of()))
        .startsWith("No step of analyze was done by hand in any operation that has ended.");
    assertThat(ShadowRecord.of("analyze", List.of(run())))
        .startsWith(
            "No step of analyze was done by hand in the one operation of it that has ended.");
    assertThat(
            ShadowRecord.of("analyze", Collections.nCopies(PastOperations.MOST, run(asPlanned(0)))))
        .contains(
            "in 50 of the last 50 operations of it that have ended; older ones were not looked at.");
  }
}
