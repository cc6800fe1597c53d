package dev.dre.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.temporal.Noticed;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationInput;
import dev.dre.operations.temporal.OperationResult;
import dev.dre.operations.temporal.OperationWorkflow;
import io.temporal.common.converter.DataConverter;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worker of today goes on with what the workers of all releases have begun. */
class HistoriesTest {

  private static final DataConverter CONVERTER = OperationDataConverter.create();

  @ParameterizedTest
  @MethodSource("names")
  void isReplayedToTheSameCommands(String name) throws Exception {
    Replay.of(Histories.read(name), OperationWorkflowImpl.class);
  }

  @Test
  void whatIsStoppedIsReplayedToo() throws Exception {
    Replay.of(Histories.read("0.1/line"), LineWorkflowImpl.class);
  }

  @Test
  void everyWayThatAnOperationTakesIsAmongThem() {
    assertThat(names())
        .contains(
            "0.1/finished",
            "0.1/paused-and-resumed",
            "0.1/aborted",
            "0.1/continued-as-new-1",
            "0.1/continued-as-new-2",
            "0.1/handed-over",
            "0.1/telling");
  }

  /** Else what an operation of today does could change without anybody noticing. */
  @Test
  void someOfThemFollowTheRulesOfToday() {
    assertThat(names().map(HistoriesTest::rules)).contains(Operation.RULES_VERSION);
  }

  private static int rules(String name) {
    var input =
        CONVERTER.fromPayloads(
            0,
            Optional.of(
                Histories.read(name)
                    .getEvents()
                    .getFirst()
                    .getWorkflowExecutionStartedEventAttributes()
                    .getInput()),
            OperationInput.class,
            OperationInput.class);
    return input.begin(Instant.EPOCH).rulesVersion();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aShellThatDoesSomethingElseIsCaught(String name) {
    assertThatThrownBy(() -> Replay.of(Histories.read(name), WaitsFirst.class))
        .hasStackTraceContaining("TMPRL1100");
  }

  @Test
  void rulesThatRunTheStepsInAnotherOrderAreCaught() {
    assertThatThrownBy(() -> Replay.of(Histories.read("0.1/finished"), RunsBackwards.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("step/copy/1 on cluster-b");
  }

  static Stream<String> names() {
    return Histories.committed().stream()
        .map(Histories::name)
        .filter(name -> !Histories.isOfTheLine(name));
  }

  /** The shell with something new in it that no {@code getVersion} guards. */
  public static final class WaitsFirst extends Changed {

    @WorkflowInit
    public WaitsFirst(OperationInput input) {
      super(new OperationWorkflowImpl(input));
    }

    @Override
    public OperationResult run(OperationInput input) {
      Workflow.sleep(Duration.ofSeconds(1));
      return super.run(input);
    }
  }

  /** To Temporal every Job looks the same, so it sees nothing here. */
  public static final class RunsBackwards extends Changed {

    @WorkflowInit
    public RunsBackwards(OperationInput input) {
      super(new OperationWorkflowImpl(backwards(input)));
    }

    private static OperationInput backwards(OperationInput input) {
      var request = input.request().orElseThrow();
      var plan = request.plan();
      var reversed =
          new Plan(
              plan.runbook(),
              plan.summary(),
              plan.datastore(),
              plan.parameters(),
              plan.steps().reversed(),
              plan.guards(),
              plan.residue(),
              plan.rights(),
              plan.movesTo(),
              plan.mode(),
              plan.maxPause(),
              plan.reverse());
      return new OperationInput(
          Optional.of(
              new OperationRequest(
                  request.id(),
                  request.requester(),
                  request.channel(),
                  reversed,
                  request.planDigest(),
                  request.sinks())),
          Optional.empty(),
          input.rules());
    }
  }

  abstract static class Changed implements OperationWorkflow {

    private final OperationWorkflow shell;

    Changed(OperationWorkflow shell) {
      this.shell = shell;
    }

    @Override
    public OperationResult run(OperationInput input) {
      return shell.run(input);
    }

    @Override
    public Answer command(Command command) {
      return shell.command(command);
    }

    @Override
    public void validateCommand(Command command) {
      shell.validateCommand(command);
    }

    @Override
    public void commandLater(Command command) {
      shell.commandLater(command);
    }

    @Override
    public void refused(Command command, String reason) {
      shell.refused(command, reason);
    }

    @Override
    public void noticed(Noticed noticed) {
      shell.noticed(noticed);
    }

    @Override
    public Operation operation() {
      return shell.operation();
    }
  }
}
