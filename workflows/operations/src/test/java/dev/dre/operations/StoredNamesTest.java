package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that outlive a renamed class: operations in flight and audit trails carry them. */
class StoredNamesTest {

  private static final LineHold LINE =
      new LineHold(
          new LineHoldId("aa"),
          new LineScope.OfTeam("payments"),
          Someone.ALICE.actor(),
          "disk alarm",
          Story.NOON);

  @Test
  void theNamesOfWhatTheLineIsStoppedFor() {
    assertThat(names(LineScope.class)).containsExactlyInAnyOrder("everything", "team", "cluster");
  }

  @Test
  void theNamesOfActs() {
    assertThat(names(Act.class))
        .containsExactlyInAnyOrder(
            "pause",
            "resume",
            "abort",
            "approve",
            "reject",
            "retry",
            "skip",
            "done",
            "reply",
            "give_up",
            "finish_forward",
            "go_back",
            "acknowledge",
            "assume_gone",
            "reverse");
  }

  @Test
  void theNamesOfAnswers() {
    assertThat(names(Answer.class)).containsExactlyInAnyOrder("accepted", "already_so", "refused");
  }

  @Test
  void theNamesOfWork() {
    assertThat(names(Work.class))
        .containsExactlyInAnyOrder(
            "by_hand",
            "asking",
            "deciding",
            "requiring",
            "running",
            "verifying",
            "taking_back",
            "stopping",
            "clearing",
            "together",
            "checking_residue");
  }

  @Test
  void theNamesOfEvents() {
    assertThat(names(Happening.class))
        .containsExactlyInAnyOrder(
            "operation_started",
            "step_started",
            "step_succeeded",
            "step_failed",
            "outcome_unknown",
            "verified",
            "verify_failed",
            "late_outcome",
            "gate_opened",
            "approved",
            "approval_reminded",
            "approval_escalated",
            "still_waiting",
            "gate_closed",
            "hold_added",
            "paused",
            "hold_lifted",
            "hold_over",
            "paused_too_long",
            "blocked",
            "went_on",
            "handed_over",
            "done_by_hand",
            "compared",
            "step_not_needed",
            "step_expanded",
            "asked",
            "replied",
            "reminded",
            "all_replied",
            "step_slow",
            "required",
            "guard_breached",
            "guard_fine",
            "looking_first",
            "kept_paused",
            "step_skipped",
            "assumed_gone",
            "abort_requested",
            "rolled_back",
            "rollback_failed",
            "look_given_up",
            "rollback_given_up",
            "residue_checked",
            "left_behind",
            "command_refused",
            "plan_changed",
            "reverse_requested",
            "notice_raised",
            "notice_cleared",
            "ended",
            "unrecognised");
  }

  @Test
  void theNamesOfStepKinds() {
    assertThat(names(StepAction.class))
        .containsExactlyInAnyOrder(
            "job",
            "watch",
            "sleep",
            "sleep_until",
            "sleep_until_open",
            "approve",
            "ask",
            "call",
            "workflow",
            "kubernetes");
  }

  @Test
  void aPersonIsWrittenAsAPerson() throws JsonProcessingException {
    assertThat(OperationJson.mapper().writeValueAsString(command(Act.Pause.untilResumed("lunch"))))
        .contains(
            "\"actor\":{\"kind\":\"person\",\"workspace\":\"T0SANDBOX\",\"user\":\"U0BOB01\"}")
        .contains("\"act\":{\"act\":\"pause\",\"reason\":\"lunch\"}");
  }

  @ParameterizedTest
  @MethodSource
  void everyCommandIsReadAsItWasWritten(Act act) throws JsonProcessingException {
    var mapper = OperationJson.mapper();
    Command command = command(act);

    assertThat(mapper.readValue(mapper.writeValueAsString(command), Command.class))
        .isEqualTo(command);
  }

  static Stream<Act> everyCommandIsReadAsItWasWritten() {
    return Stream.of(
        Act.Pause.untilResumed(""),
        new Act.Pause("lunch", Optional.of(Duration.ofHours(2)), true),
        Act.Pause.because(LINE),
        Act.Resume.because(LINE.id()),
        new Act.Resume(Optional.of(new HoldId("click-1"))),
        new Act.Resume(Optional.empty()),
        new Act.Abort("wrong target"),
        new Act.Approve(new GateId("cut_over#1"), "9f3a2c", "fine"),
        new Act.Reject(new GateId("cut_over#1"), "9f3a2c", ""),
        new Act.Retry(Subject.CURRENT),
        new Act.Skip(new Subject("copy#1"), "by hand"),
        new Act.Reply(Subject.CURRENT, new TreeMap<>(Map.of("when", "tonight"))),
        new Act.GiveUp(new RollbackId("copy/0"), "gone"),
        new Act.FinishForward(Subject.CURRENT),
        new Act.GoBack(Subject.CURRENT),
        new Act.Acknowledge("seen"),
        new Act.AssumeGone("deleted"),
        new Act.Reverse("slow"),
        new Act.Done(new Subject("copy#1"), "by script"));
  }

  @Test
  void noClassNameIsStored() throws JsonProcessingException {
    for (long seed = 1; seed <= 50; seed++) {
      var chaos = new Chaos(new SplittableRandom(seed));
      for (int i = 0; i < 60; i++) {
        chaos.anything();
      }
      assertThat(OperationJson.mapper().writeValueAsString(chaos.operation()))
          .as("seed %d", seed)
          .doesNotContain("dev.dre")
          .doesNotContainPattern("[A-Za-z]\\$[A-Z]")
          .doesNotContainPattern("\"(kind|work|act|answer|outcome)\":\"[^\"]*[A-Z][a-z]");
    }
  }

  private static Command command(Act act) {
    return new Command(
        new CommandId("click-1"),
        new OperationId("migrate-db-42-k7f3"),
        Someone.BOB.actor(),
        Set.of("dre", "payments"),
        new Origin("C0DBOPS01", ""),
        act);
  }

  /** Every kind has a name, and no name is given twice. */
  private static Stream<String> names(Class<?> sealed) {
    var types = Objects.requireNonNull(sealed.getAnnotation(JsonSubTypes.class)).value();
    assertThat(Arrays.stream(types).map(JsonSubTypes.Type::value))
        .containsExactlyInAnyOrderElementsOf(kinds(sealed).toList());
    return Arrays.stream(types).map(JsonSubTypes.Type::name);
  }

  private static Stream<Class<?>> kinds(Class<?> sealed) {
    var permitted = sealed.getPermittedSubclasses();
    return permitted == null
        ? Stream.<Class<?>>of(sealed)
        : Arrays.stream(permitted).flatMap(StoredNamesTest::kinds);
  }
}
