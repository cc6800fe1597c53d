package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One operation, told as people and clusters live it. Alice asked for it at noon. */
final class Story {

  static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private Operation operation;
  private Answer answer = Answer.accepted("Started.");
  private Instant now = NOON;
  private int commands;

  private Story(Operation operation) {
    this.operation = operation;
  }

  static Story of(StepSketch... steps) {
    return of(PlanSketch.plan(steps));
  }

  static Story of(PlanSketch sketch) {
    return by(Operation.RULES_VERSION, sketch);
  }

  /** By the rules of an earlier release. */
  static Story by(int rulesVersion, PlanSketch sketch) {
    return new Story(Operation.start(request(sketch.planned()), rulesVersion, NOON));
  }

  /** Goes on from {@code operation}, which no command need have led to. */
  static Story from(Operation operation) {
    Story story = new Story(operation);
    story.commands = operation.answers().size();
    return story;
  }

  static OperationRequest request(Plan plan) {
    return new OperationRequest(
        new OperationId("migrate-db-42-k7f3"),
        Someone.ALICE.actor(),
        "C0DBOPS01",
        plan,
        Digest.of(plan),
        List.of("audit", "thread"));
  }

  // What people want.

  Story pausedBy(Someone who) {
    return gives(who, Act.Pause.untilResumed("backup window"));
  }

  Story resumedBy(Someone who) {
    return gives(who, new Act.Resume(Optional.empty()));
  }

  Story resumedBy(Someone who, HoldId hold) {
    return gives(who, new Act.Resume(Optional.of(hold)));
  }

  Story abortedBy(Someone who) {
    return gives(who, new Act.Abort("wrong target"));
  }

  Story approvedBy(Someone who) {
    OpenGate gate = openGate();
    return gives(who, new Act.Approve(gate.id(), gate.digest(), "lag is fine"));
  }

  Story rejectedBy(Someone who) {
    OpenGate gate = openGate();
    return gives(who, new Act.Reject(gate.id(), gate.digest(), "not on a Friday"));
  }

  Story retriedBy(Someone who) {
    return gives(who, new Act.Retry(Subject.CURRENT));
  }

  Story finishedForwardBy(Someone who) {
    return gives(who, new Act.FinishForward(Subject.CURRENT));
  }

  Story takenBackBy(Someone who) {
    return gives(who, new Act.GoBack(Subject.CURRENT));
  }

  Story givenUpBy(Someone who, String rollback, String comment) {
    return gives(who, new Act.GiveUp(new RollbackId(rollback), comment));
  }

  /** {@code differently}: empty when it was done as planned. */
  Story doneBy(Someone who, String differently) {
    return gives(who, new Act.Done(Subject.CURRENT, differently));
  }

  Story acknowledgedBy(Someone who) {
    return gives(who, new Act.Acknowledge("slot dropped by hand"));
  }

  Story gives(Someone who, Act act) {
    return sends(command(who, act));
  }

  /** A command with an id of its own, not yet sent. */
  Command command(Someone who, Act act) {
    return new Command(
        new CommandId("click-" + ++commands),
        operation.id(),
        who.actor(),
        who.groups(),
        new Origin("C0DBOPS01", "1777636800.000100"),
        act);
  }

  Story sends(Command command) {
    Operation.Handled handled = operation.handle(command, now);
    operation = handled.operation();
    answer = handled.answer();
    return this;
  }

  // What effects report.

  Story succeeds() {
    return succeeds(Map.of());
  }

  Story succeeds(Map<String, String> outputs) {
    return reports(only(Effect.RunStep.class), new Outcome.Succeeded(new TreeMap<>(outputs)));
  }

  Story fails() {
    return reports(only(Effect.RunStep.class), new Outcome.Failed("exit code 1", "no space left"));
  }

  Story seesNothing() {
    return reports(only(Effect.RunStep.class), new Outcome.Inconclusive("no data five times"));
  }

  Story failsToLook() {
    return reports(only(Effect.RunStep.class), new Outcome.ProbeFailed("exit code 1 five times"));
  }

  Story isNeeded(boolean needed) {
    return reports(only(Effect.Answer.class), new Outcome.Answered(needed));
  }

  Story cannotSayWhetherNeeded() {
    return reports(only(Effect.Answer.class), new Outcome.Failed("copy.lag is not known", ""));
  }

  Story isRequired(boolean holds) {
    return reports(
        only(Effect.Require.class),
        new Outcome.Required(holds, new TreeMap<>(Map.of("lag", holds ? "0.4" : "900"))));
  }

  /** The API server said what would change, of an object that is {@code asOf}. */
  Story wouldChange(String asOf) {
    return reports(
        only(Effect.Require.class),
        new Outcome.Required(
            true,
            new TreeMap<>(
                Map.of("statefulset/db-42", "spec.replicas: 2 → 3", PlannedChange.AS_OF, asOf))));
  }

  /** It said that it cannot be changed. */
  Story cannotChange(String why) {
    return reports(only(Effect.Require.class), new Outcome.Required(false, new TreeMap<>(), why));
  }

  Story cannotBeRequired() {
    return reports(only(Effect.Require.class), new Outcome.Failed("no connection", ""));
  }

  /** {@code verdict} as in {@link GuardRun}. */
  Story isGuarded(String verdict) {
    return reports(
        only(Effect.Guard.class),
        new Outcome.GuardSays(verdict, "no connection", new TreeMap<>(Map.of("active", "false"))));
  }

  Story vanishes() {
    return reports(only(Effect.RunStep.class), new Outcome.Unknown("the Job is gone"));
  }

  Story isVerified(Verification found) {
    return reports(only(Effect.Verify.class), new Outcome.Verified(found, "41 of 41 tables"));
  }

  Story cannotBeVerified() {
    return reports(only(Effect.Verify.class), new Outcome.Failed("no connection", ""));
  }

  /** What was stopped has come to its end. */
  Story stops(Outcome outcome) {
    return reports(operation.awaited().getFirst(), outcome);
  }

  Story stops() {
    return stops(new Outcome.Cancelled());
  }

  Story isSeenGone() {
    return reports(only(Effect.Clear.class), new Outcome.Succeeded(new TreeMap<>()));
  }

  Story isNotSeenGone() {
    return reports(only(Effect.Clear.class), new Outcome.Failed("forbidden", ""));
  }

  Story takingBackSucceeds() {
    return reports(only(Effect.RollBack.class), new Outcome.Succeeded(new TreeMap<>()));
  }

  Story takingBackFails() {
    return reports(only(Effect.RollBack.class), new Outcome.Failed("exit code 1", ""));
  }

  Story takingBackIsLost() {
    return reports(only(Effect.RollBack.class), new Outcome.Unknown("the Job is gone"));
  }

  Story undoes(String rollback) {
    return reports(rollingBack(rollback), new Outcome.Succeeded(new TreeMap<>()));
  }

  Story failsToUndo(String rollback) {
    return reports(rollingBack(rollback), new Outcome.Failed("cluster unreachable", ""));
  }

  Story leaves(String found) {
    return reports(only(Effect.CheckResidue.class), new Outcome.ResidueSeen(found));
  }

  Story leavesNothing() {
    return leaves("");
  }

  Story cannotLookForResidue() {
    return reports(only(Effect.CheckResidue.class), new Outcome.Failed("cluster unreachable", ""));
  }

  /** Somebody outside has noticed it. */
  Story notices(Notice notice) {
    operation = operation.raised(notice, now);
    return this;
  }

  Story reports(EffectId effect, Outcome outcome) {
    operation = operation.observe(effect, outcome, now);
    return this;
  }

  // Time.

  /** Time goes by, and no timer fires. */
  Story passes(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Time goes by, and the timer that is due fires. */
  Story waits(Duration time) {
    passes(time);
    operation.effects().entrySet().stream()
        .filter(e -> e.getValue() instanceof Effect.Timer timer && !now.isBefore(timer.at()))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(timer -> reports(timer, new Outcome.TimerFired()));
    return this;
  }

  // What can be seen.

  Operation operation() {
    return operation;
  }

  Instant now() {
    return now;
  }

  State state() {
    return operation.state();
  }

  /** {@code PAUSED(BLOCKED)} for a paused operation. */
  String stateInWords() {
    return operation.status().over().map(over -> state() + "(" + over + ")").orElse("" + state());
  }

  Answer answer() {
    return answer;
  }

  String says() {
    return answer.says();
  }

  OpenGate openGate() {
    return operation.gate().orElseThrow();
  }

  GateId gate(String step, int attempt) {
    return GateId.of(new StepId(step), attempt);
  }

  StepRun step(String id) {
    return operation.steps().stream().filter(s -> s.id().value().equals(id)).findFirst().get();
  }

  /** Everything in flight but deliveries and timers. */
  List<String> atWork() {
    return operation.effects().entrySet().stream()
        .filter(e -> !(e.getValue() instanceof Effect.Deliver))
        .filter(e -> !(e.getValue() instanceof Effect.Timer))
        .map(e -> e.getKey().value())
        .toList();
  }

  /** No sink has told anything, so this is everything that ever happened. */
  List<Happening> happened() {
    return operation.outbox().pending().stream().map(Event::what).toList();
  }

  <T extends Happening> List<T> happened(Class<T> kind) {
    return happened().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private EffectId only(Class<? extends Effect> kind) {
    var wanted =
        operation.effects().entrySet().stream()
            .filter(e -> kind.isInstance(e.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(wanted).as("%s in flight while %s", kind.getSimpleName(), stateInWords()).hasSize(1);
    return wanted.getFirst();
  }

  private EffectId rollingBack(String rollback) {
    RollbackRun run =
        operation.rollbacks().stream()
            .filter(r -> r.id().value().equals(rollback))
            .findFirst()
            .orElseThrow();
    EffectId effect = EffectId.rollback(run.id(), run.tries());
    assertThat(operation.effects()).containsKey(effect);
    return effect;
  }
}
