package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.ActKind;
import dev.dre.operations.command.Answer;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One test for each cell of the table of states and commands, expected here independently of the
 * code. R: refused with a reason, and nothing changes. I: already so. Otherwise the state after it.
 */
class CellsTest {

  private static final String ACTS =
      "pause resume abort approve reject retry skip answer give_up finish_forward go_back acknowledge"
          + " assume_gone done reverse";

  private static final String EXPECTED =
      """
      running                | PAUSING                   I                 ABORTING R                 R               R        R R R        R        R       R  R  R  R
      running_reversible     | PAUSING                   I                 R        R                 R               R        R R R        R        R       R  R  R  R
      running_completing     | PAUSING                   I                 R        R                 R               R        R R R        R        R       R  R  R  R
      awaiting_untouched     | PAUSED(AWAITING_APPROVAL) I                 ABORTED  RUNNING           REJECTED        R        R R R        R        R       R  R  R  R
      awaiting_changed       | PAUSED(AWAITING_APPROVAL) I                 ABORTING RUNNING           BLOCKED         R        R R R        R        R       R  R  R  R
      awaiting_one_of_two    | PAUSED(AWAITING_APPROVAL) I                 ABORTING AWAITING_APPROVAL BLOCKED         R        R R R        R        R       R  R  R  R
      waiting                | PAUSING                   I                 ABORTING R                 R               R        R R R        R        R       R  R  R  R
      waiting_skippable      | PAUSING                   I                 ABORTING R                 R               R        RUNNING R R        R        R       R  R  R  R
      waiting_by_hand        | PAUSED(WAITING)           I                 NEEDS_ATTENTION R                 R               R        RUNNING R R        R        R       R  R  RUNNING  R
      paused_by_hand         | PAUSED(WAITING)           WAITING           NEEDS_ATTENTION R                 R               R        R R R        R        R       R  R  R  R
      waiting_reversible     | PAUSING                   I                 R        R                 R               R        R R R        R        R       R  R  R  R
      pausing                | PAUSING                   RUNNING           ABORTING R                 R               R        R R R        R        R       R  R  R  R
      pausing_reversible     | PAUSING                   RUNNING           R        R                 R               R        R R R        R        R       R  R  R  R
      paused_over_running    | PAUSED(RUNNING)           RUNNING           ABORTING R                 R               R        R R R        R        R       R  R  R  R
      paused_before_gate     | PAUSED(RUNNING)           AWAITING_APPROVAL ABORTING R                 R               R        R R R        R        R       R  R  R  R
      paused_before_end      | PAUSED(RUNNING)           SUCCEEDED         ABORTING R                 R               R        R R R        R        R       R  R  R  R
      paused_over_awaiting   | PAUSED(AWAITING_APPROVAL) AWAITING_APPROVAL ABORTING PAUSED(AWAITING_APPROVAL) PAUSED(BLOCKED) R R R R       R        R       R  R  R  R
      paused_over_approved   | PAUSED(AWAITING_APPROVAL) RUNNING           ABORTING I                 PAUSED(BLOCKED) R        R R R        R        R       R  R  R  R
      paused_over_blocked    | PAUSED(BLOCKED)           BLOCKED           ABORTING R                 R               R        R R R        R        R       R  R  R  R
      paused_by_the_line     | PAUSED(RUNNING)           RUNNING           ABORTED  R                 R               R        R R R        R        R       R  R  R  R
      paused_completed       | PAUSED(RUNNING)           RUNNING           R        R                 R               R        R R R        R        R       R  R  R  R
      blocked_failed         | PAUSED(BLOCKED)           R                 ABORTING R                 R               RUNNING  R R R        R        R       R  R  R  R
      blocked_looking_failed | PAUSED(BLOCKED)           R                 ABORTED  R                 R               RUNNING  R R R        R        R       R  R  R  R
      blocked_unknown        | PAUSED(BLOCKED)           R                 ABORTING R                 R               RUNNING  R R R        R        R       R  R  R  R
      blocked_partial        | PAUSED(BLOCKED)           R                 ABORTING R                 R               RUNNING  R R R        RUNNING  RUNNING R  R  R  R
      blocked_partial_gated  | PAUSED(BLOCKED)           R                 NEEDS_ATTENTION R                 R               RUNNING  R R R        AWAITING_APPROVAL R R  R  R  R
      blocked_taken_back     | PAUSED(BLOCKED)           R                 ABORTING R                 R               RUNNING  R R R        R        R       R  R  R  R
      blocked_rejected       | PAUSED(BLOCKED)           R                 ABORTING R                 R               AWAITING_APPROVAL R R R R      R       R  R  R  R
      blocked_expired        | PAUSED(BLOCKED)           R                 ABORTING R                 R               AWAITING_APPROVAL R R R R      R       R  R  R  R
      blocked_completed      | PAUSED(BLOCKED)           R                 R        R                 R               RUNNING  R R R        RUNNING  R       R  R  R  R
      blocked_skippable      | PAUSED(BLOCKED)           R                 ABORTING R                 R               RUNNING  RUNNING R R    R        R       R  R  R  R
      blocked_inconclusive   | PAUSED(BLOCKED)           R                 ABORTED  R                 R               WAITING  R R R        R        R       R  R  R  R
      blocked_not_ready      | PAUSED(BLOCKED)           R                 ABORTED  R                 R               RUNNING  R R R        R        R       R  R  R  R
      running_clearing       | PAUSING                   I                 ABORTING R                 R               R        R R R        R        R       R  RUNNING  R  R
      pausing_clearing       | PAUSING                   RUNNING           ABORTING R                 R               R        R R R        R        R       R  PAUSED(RUNNING)  R  R
      aborting_clearing      | ABORTING                  I                 I        R                 R               ABORTING R R ABORTING R        R       R  ABORTING  R  R
      aborting_stopping      | ABORTING                  I                 I        R                 R               R        R R ABORTING R        R       R  R  R  R
      aborting_undoing       | ABORTING                  I                 I        R                 R               R        R R ABORTING R        R       R  R  R  R
      aborting_failing       | ABORTING                  I                 I        R                 R               ABORTING R R ABORTING R        R       R  R  R  R
      aborting_held          | ABORTING                  ABORTING          I        R                 R               R        R R ABORTING R        R       R  R  R  R
      needs_attention        | R                         R                 I        R                 R               ABORTING R R R        R        R       ABORTED_NEEDS_ATTENTION  R  R  R
      succeeded              | R                         R                 R        R                 R               R        R R R        R        R       R  R  R  R
      rejected               | R                         R                 R        R                 R               R        R R R        R        R       R  R  R  R
      aborted                | R                         R                 R        R                 R               R        R R R        R        R       R  R  R  R
      acknowledged           | R                         R                 R        R                 R               R        R R R        R        R       R  R  R  R
      running_to_reverse     | PAUSING I R R R R R R R R R R R R ABORTING
      changing_to_reverse    | PAUSING I R R R R R R R R R R R R R
      waiting_to_reverse     | PAUSING I R R R R R R R R R R R R ABORTING
      awaiting_to_reverse    | PAUSED(AWAITING_APPROVAL) I R RUNNING BLOCKED R R R R R R R R R STOPPED
      paused_to_reverse      | PAUSED(RUNNING) RUNNING R R R R R R R R R R R R STOPPED
      blocked_to_reverse     | PAUSED(BLOCKED) R R R R RUNNING R R R R R R R R STOPPED
      blocked_half_to_reverse| PAUSED(BLOCKED) R R R R RUNNING R R R RUNNING R R R R R
      asking                 | PAUSED(WAITING) I ABORTED R R R R RUNNING R R R R R R R
      asking_all_skippable   | PAUSED(WAITING) I ABORTED R R R RUNNING WAITING R R R R R R R
      paused_asking          | PAUSED(WAITING) WAITING ABORTED R R R R PAUSED(WAITING) R R R R R R R
      paused_answered        | PAUSED(WAITING) RUNNING ABORTED R R R R I R R R R R R R
      blocked_unanswered     | PAUSED(BLOCKED) R ABORTED R R WAITING R R R R R R R R R
      stopped                | R R R R R R R R R R R R R R R
      """;

  @TestFactory
  Stream<DynamicTest> everyCell() {
    List<String> acts = List.of(ACTS.split(" "));
    return EXPECTED
        .lines()
        .flatMap(
            line -> {
              String situation = line.substring(0, line.indexOf('|')).trim();
              List<String> cells =
                  List.of(line.substring(line.indexOf('|') + 1).trim().split("\\s+"));
              assertThat(cells).as(situation).hasSameSizeAs(acts);
              return Stream.iterate(0, i -> i < acts.size(), i -> i + 1)
                  .map(i -> cell(situation, acts.get(i), cells.get(i)));
            });
  }

  @Test
  void everyStateAndEveryActHasItsCells() {
    assertThat(EXPECTED.lines().map(CellsTest::situation).map(Situations::reached))
        .extracting(Story::state)
        .contains(State.values());
    assertThat(ACTS.split(" "))
        .containsExactly(
            Arrays.stream(ActKind.values())
                .map(a -> a.words().replace(' ', '_'))
                .toArray(String[]::new));
  }

  private static String situation(String line) {
    return line.substring(0, line.indexOf('|')).trim();
  }

  private static DynamicTest cell(String situation, String act, String expected) {
    return dynamicTest(
        situation + " + " + act + " → " + expected,
        () -> {
          Story story = Situations.reached(situation);
          Operation before = story.operation();
          String stateBefore = story.stateInWords();

          story.gives(Someone.BOB, act(act, before));

          switch (expected) {
            case "R" -> {
              assertThat(story.answer()).isInstanceOf(Answer.Refused.class);
              assertThat(story.says()).isNotBlank();
              assertThat(story.operation()).isEqualTo(before);
            }
            case "I" -> {
              assertThat(story.answer()).isInstanceOf(Answer.AlreadySo.class);
              assertThat(story.stateInWords()).isEqualTo(stateBefore);
              assertThat(story.operation().effects()).isEqualTo(before.effects());
            }
            default -> {
              assertThat(story.answer()).isInstanceOf(Answer.Accepted.class);
              assertThat(story.stateInWords()).isEqualTo(expected);
              assertThat(story.operation()).isNotEqualTo(before);
            }
          }
        });
  }

  /** As well-formed as it can be in the state that {@code operation} is in. */
  private static Act act(String name, Operation operation) {
    GateId gate = operation.gate().map(OpenGate::id).orElse(new GateId("never#9"));
    String digest = operation.gate().map(OpenGate::digest).orElse("");
    RollbackId rollback =
        operation.rollbacks().stream()
            .filter(r -> !r.finished())
            .map(RollbackRun::id)
            .findFirst()
            .orElse(new RollbackId("copy/0"));
    return switch (name) {
      case "pause" -> Act.Pause.untilResumed("backup window");
      case "resume" -> new Act.Resume(Optional.empty());
      case "abort" -> new Act.Abort("wrong target");
      case "approve" -> new Act.Approve(gate, digest, "lag is fine");
      case "reject" -> new Act.Reject(gate, digest, "not on a Friday");
      case "retry" -> new Act.Retry(Subject.CURRENT);
      case "done" -> new Act.Done(Subject.CURRENT, "");
      case "skip" -> new Act.Skip(Subject.CURRENT, "done by hand");
      case "answer" -> new Act.Reply(Subject.CURRENT, new TreeMap<>(Map.of("when", "tonight")));
      case "give_up" -> new Act.GiveUp(rollback, "cluster-b is gone for good");
      case "finish_forward" -> new Act.FinishForward(Subject.CURRENT);
      case "go_back" -> new Act.GoBack(Subject.CURRENT);
      case "acknowledge" -> new Act.Acknowledge("slot dropped by hand");
      case "reverse" -> new Act.Reverse("writes are slow");
      case "assume_gone" -> new Act.AssumeGone("the cluster was deleted");
      default -> throw new IllegalArgumentException(name);
    };
  }
}
