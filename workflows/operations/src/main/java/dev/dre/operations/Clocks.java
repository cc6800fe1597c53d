package dev.dre.operations;

import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What time does to an operation that stands still, or is about to.
 *
 * @param stopped what has the same time left afterwards
 * @param going what comes all the same
 * @param meanwhile what the world does because of steps that were started
 */
public record Clocks(List<Stopped> stopped, List<Going> going, List<String> meanwhile) {

  /** {@code left} when it was paused. */
  public record Stopped(String what, Duration left) {}

  /** What happens at {@code at}. */
  public record Going(Instant at, String then) {}

  /** Of an operation that is pausing or paused. */
  public static Clocks of(Operation operation) {
    var request =
        operation
            .gate()
            .filter(gate -> !gate.satisfied())
            .flatMap(gate -> gate.frozen().map(left -> request(gate, left)));
    var questions =
        operation
            .questions()
            .map(OpenQuestions::asking)
            .flatMap(asking -> asking.frozen().map(left -> questions(asking, left)));
    var stopped = Stream.of(request, questions).flatMap(Optional::stream).toList();
    var going = new ArrayList<Going>();
    LongPause.endsAt(operation).ifPresent(at -> going.add(new Going(at, endOfAPause(operation))));
    deadline(operation).ifPresent(going::add);
    return new Clocks(stopped, going, meanwhile(operation));
  }

  /** Of an operation that would be paused at {@code now}. */
  public static Clocks ifPaused(Operation operation, Instant now) {
    var request =
        operation
            .gate()
            .filter(gate -> now.isBefore(gate.request().expiresAt()))
            .map(gate -> request(gate, Duration.between(now, gate.request().expiresAt())));
    var questions =
        operation
            .questions()
            .map(OpenQuestions::asking)
            .filter(a -> now.isBefore(a.until()))
            .map(a -> questions(a, Duration.between(now, a.until())));
    var stopped = Stream.of(request, questions).flatMap(Optional::stream).toList();
    return new Clocks(stopped, deadline(operation).stream().toList(), meanwhile(operation));
  }

  /** What comes of a pause that lasts longer than the plan allows: {@code it is aborted}. */
  public static String endOfAPause(Operation operation) {
    var then = operation.plan().maxPause().map(MaxPause::then).orElse(MaxPause.Then.PAGE);
    return then == MaxPause.Then.ABORT && operation.zone() == Zone.CANCEL
        ? "it is aborted"
        : "people are told that it is paused for too long";
  }

  private static Stopped questions(Work.Asking asking, Duration left) {
    return new Stopped("the questions of " + asking.step().words(), left);
  }

  private static Stopped request(OpenGate gate, Duration left) {
    return new Stopped("the request for " + gate.step().words(), left);
  }

  /** A Job that goes on to its end does not get more time because of a pause. */
  private static Optional<Going> deadline(Operation operation) {
    return operation.atWork().stream()
        .filter(Work.Running.class::isInstance)
        .flatMap(work -> deadline(operation, ((Work.Running) work).step()).stream())
        .min(Comparator.comparing(Going::at));
  }

  private static Optional<Going> deadline(Operation operation, StepId step) {
    StepRun run = operation.step(step);
    return operation.planOf(run).action() instanceof StepAction.RunJob(PlannedJob job)
        ? run.startedAt()
            .map(at -> at.plus(job.timeout()))
            .map(at -> new Going(at, run.id().words() + " is stopped if it still runs"))
        : Optional.empty();
  }

  /** Once all steps are over, what they began is taken down. */
  private static List<String> meanwhile(Operation operation) {
    if (operation.currentStep().isEmpty()) {
      return List.of();
    }
    return operation.steps().stream()
        .filter(run -> run.status().mayHaveTakenEffect() && run.status() != StepStatus.SKIPPED)
        .map(operation::planOf)
        .map(PlannedStep::meanwhile)
        .filter(says -> !says.isBlank())
        .toList();
  }
}
