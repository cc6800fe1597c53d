package dev.dre.cli.runbook;

import dev.dre.config.RunbookTests;
import dev.dre.config.RunbookTests.Attempt;
import dev.dre.config.RunbookTests.Case;
import dev.dre.config.RunbookTests.End;
import dev.dre.config.RunbookTests.Seen;
import dev.dre.config.expression.NotKnown;
import dev.dre.operations.Operation;
import dev.dre.operations.Work;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Verification;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.watching.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What comes of the effects of an operation, as a test gives it: no cluster, nobody called. */
final class Effects {

  private static final Duration A_LOOK = Duration.ofSeconds(10);

  private final Case test;
  private final Givens givens;
  private final Supplier<Operation> operation;

  Effects(Case test, Givens givens, Supplier<Operation> operation) {
    this.test = test;
    this.givens = givens;
    this.operation = operation;
  }

  /** {@code effect} begins; nothing is told here, see {@link Play}. */
  InFlight start(Effect effect, Instant now) {
    return switch (effect) {
      case Effect.RunStep run -> step(run, now);
      case Effect.Answer answer ->
          InFlight.ending(now, () -> answer(answer.condition(), answer.reported()));
      case Effect.Require require -> {
        Outcome outcome = require(require);
        boolean looks = require.change().isPresent() || probes(require);
        yield InFlight.ending(looks ? now.plus(A_LOOK) : now, () -> outcome);
      }
      case Effect.Guard guard ->
          new Looks.OfGuard(
              guard,
              givens.saysSomethingOf(guard.guard()),
              at -> givens.guard(guard.guard(), seen -> fits(seen, at)),
              now);
      case Effect.Verify verify -> {
        Outcome outcome = verified(verify);
        yield InFlight.ending(now.plus(A_LOOK), () -> outcome);
      }
      case Effect.RollBack back -> {
        var end =
            givens
                .undo(back.step(), back.attempt(), back.job().where())
                .orElseGet(() -> new End.Succeeds(new TreeMap<>()));
        yield InFlight.ending(now.plus(RunbookTests.A_MINUTE), () -> outcome(end));
      }
      case Effect.Clear ignored ->
          InFlight.ending(now.plusSeconds(1), () -> new Outcome.Succeeded(new TreeMap<>()));
      case Effect.CheckResidue check ->
          InFlight.ending(
              now.plus(A_LOOK),
              () ->
                  new Outcome.ResidueSeen(
                      test.left().getOrDefault(check.job().where().value(), "")));
      case Effect.Timer timer ->
          InFlight.ending(
              timer.at().isAfter(now) ? timer.at() : now, () -> new Outcome.TimerFired());
      case Effect.Deliver ignored -> throw new IllegalStateException("told at once");
    };
  }

  private InFlight step(Effect.RunStep run, Instant now) {
    return switch (run.action()) {
      case StepAction.RunJob(PlannedJob job) -> command(run, Optional.of(job.timeout()), now);
      case StepAction.Change(PlannedChange change) ->
          command(run, Optional.of(change.timeout()), now);
      case StepAction.Call ignored -> command(run, Optional.empty(), now);
      case StepAction.StartWorkflow ignored -> command(run, Optional.empty(), now);
      case StepAction.Watch watch -> watch(run, watch, now);
      case StepAction.Sleep(Duration lasts) -> InFlight.ending(now.plus(lasts), Effects::nothing);
      case StepAction.SleepUntil(Instant at) ->
          InFlight.ending(at.isAfter(now) ? at : now, Effects::nothing);
      case StepAction.SleepUntilOpen(var window) ->
          InFlight.ending(window.next(now), Effects::nothing);
      case StepAction.Approve ignored -> InFlight.ending(now, Effects::nothing);
      case StepAction.Ask ask -> throw new IllegalStateException("the operation asks: " + ask);
    };
  }

  private static Outcome nothing() {
    return new Outcome.Succeeded(new TreeMap<>());
  }

  private InFlight command(Effect.RunStep run, Optional<Duration> timeout, Instant now) {
    Attempt attempt = attempt(run);
    if (timeout.filter(most -> attempt.takes().compareTo(most) > 0).isPresent()) {
      return InFlight.ending(
          now.plus(timeout.get()),
          () -> new Outcome.Unknown("it ran longer than it may, and was stopped"));
    }
    return InFlight.ending(
        now.plus(attempt.takes()),
        () ->
            outcome(
                attempt
                    .end()
                    .orElseThrow(
                        () -> notGiven(run, "succeeds: true, outputs, fails or unknown"))));
  }

  private InFlight watch(Effect.RunStep run, StepAction.Watch watch, Instant now) {
    Attempt attempt = attempt(run);
    if (attempt.seen().isEmpty()) {
      throw notGiven(run, "sees: [{ outputs: … }], because it looks until it has seen enough");
    }
    return new Looks.OfStep(watch, run.reported(), attempt.seen(), now);
  }

  private Attempt attempt(Effect.RunStep run) {
    return givens
        .attempt(run.step(), run.attempt())
        .orElseThrow(() -> notGiven(run, "succeeds: true, outputs, fails or unknown"));
  }

  private Unplayable notGiven(Effect.RunStep run, String what) {
    return new Unplayable(
        givens
            .placeOf(run.step())
            .problem(
                "step %s ran (attempt %d), but what becomes of it is not given: add given.%s with %s.",
                run.step(), run.attempt(), run.step(), what));
  }

  private static Outcome outcome(End end) {
    return switch (end) {
      case End.Succeeds(var outputs) -> new Outcome.Succeeded(outputs);
      case End.Fails(String reason, String lastLines) -> new Outcome.Failed(reason, lastLines);
      case End.Unknown(String reason) -> new Outcome.Unknown(reason);
    };
  }

  private static Outcome answer(PlannedCondition condition, SortedMap<String, String> known) {
    try {
      return new Outcome.Answered(Holding.holds(condition, condition.values(known)));
    } catch (NotKnown e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()), "");
    }
  }

  private static boolean probes(Effect.Require effect) {
    return effect.requirement().flatMap(PlannedRequirement::probe).isPresent();
  }

  private Outcome require(Effect.Require effect) {
    var known = new TreeMap<>(effect.reported());
    SortedMap<String, String> reading = new TreeMap<>();
    if (probes(effect) || givens.saysWhatIsSeenBefore(effect.step(), effect.attempt())) {
      Seen seen = givens.require(effect.step(), effect.attempt());
      if (!seen.failed().isEmpty()) {
        return new Outcome.Failed(seen.failed(), "");
      }
      if (!seen.blind().isEmpty()) {
        return new Outcome.Unknown(seen.blind());
      }
      reading = new TreeMap<>(seen.outputs());
      known.putAll(reading);
    }
    if (effect.change().isPresent()) {
      reading.putIfAbsent(PlannedChange.AS_OF, "unchanged");
    }
    Outcome answer =
        effect.requirement().isPresent()
            ? answer(effect.requirement().get().that(), known)
            : new Outcome.Answered(true);
    return answer instanceof Outcome.Answered(boolean holds)
        ? new Outcome.Required(holds, reading)
        : answer;
  }

  private Outcome verified(Effect.Verify effect) {
    var found = givens.verify(effect.step(), effect.attempt());
    return switch (found.says()) {
      case "done" -> new Outcome.Verified(Verification.DONE, found.evidence());
      case "not-done" -> new Outcome.Verified(Verification.NOT_DONE, found.evidence());
      case "partial" -> new Outcome.Verified(Verification.PARTIAL, found.evidence());
      default -> new Outcome.Failed(found.evidence(), "");
    };
  }

  private boolean fits(Seen seen, Instant at) {
    if (seen.during().isEmpty()) {
      return true;
    }
    var step = new StepId(seen.during().get());
    return isRunning(operation.get(), step)
        && operation.get().step(step).startedAt().stream()
            .anyMatch(since -> !at.isBefore(since.plus(seen.after())));
  }

  /** Whether an attempt of {@code step} runs now. */
  static boolean isRunning(Operation operation, StepId step) {
    return operation.atWork().stream()
        .anyMatch(work -> work instanceof Work.Running running && running.step().equals(step));
  }
}
