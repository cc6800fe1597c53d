package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dre.approvals.Actor;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.Outbox;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a plan: the whole truth about it, immutable, with every rule as a pure function.
 *
 * @param channel where it tells its story: the chat's channel id
 * @param planDigest the digest of {@code plan}, as approved
 * @param rulesVersion the version of these rules that it follows: the one that it was started with,
 *     until it goes on in a new run of its workflow. The rules branch on it, so that what a run has
 *     done is replayed as it was
 * @param steps one for each step of the plan, in its order
 * @param work what runs now; empty while it stands still, rolls back, or has ended
 * @param gate the question that is open; also while a pause has stopped its clock
 * @param rollbacks what an abort undoes, newest step first; empty before an abort
 * @param residue what is looked at before the end; empty until the first look
 * @param guards what guards said last, in the order they spoke; a guard that has not spoken is not
 *     in here
 * @param answers to the last commands, so that one that is delivered again gets its first answer
 * @param notices what is wrong and cannot be seen from inside, as long as it is so
 * @param editors who has changed values of its parameters since it was started
 * @param windows where the operation is shown, opaque, by name: {@code card}, {@code gate/…}
 */
public record Operation(
    OperationId id,
    Actor requester,
    String channel,
    Plan plan,
    String planDigest,
    int rulesVersion,
    Instant startedAt,
    Status status,
    List<StepRun> steps,
    Optional<Work> work,
    Optional<OpenGate> gate,
    SortedMap<GateId, ClosedGate> closedGates,
    List<Hold> holds,
    Optional<AbortRequest> abort,
    List<RollbackRun> rollbacks,
    List<ResidueRun> residue,
    List<GuardRun> guards,
    List<Remembered> answers,
    Outbox outbox,
    SortedMap<String, String> windows,
    List<Notice> notices,
    List<Actor> editors) {

  /** The rules that operations are started with now. */
  public static final int RULES_VERSION = 3;

  /** Those that were there before a version was written down. */
  public static final int FIRST_RULES = 1;

  /** From these rules on a step fails that does not report what it declares. */
  static final int OUTPUTS_AS_DECLARED = 2;

  /** From these rules on somebody can end the look for what is left behind. */
  static final int LOOKS_ARE_GIVEN_UP = 2;

  /** From these rules on a guard's watch that was stopped has seen nothing: it is not blind. */
  static final int STOPPED_WATCHES_SAY_NOTHING = 3;

  /** From these rules on guards are looked at before the last hold is lifted. */
  static final int GUARDS_LOOK_BEFORE_IT_GOES_ON = 3;

  /** From these rules on a guard is blind whose cluster no worker serves. */
  static final int UNSERVED_GUARDS_ARE_BLIND = 3;

  /** From these rules on a look for what is left behind is not tried again once it is stopped. */
  static final int STOPPING_ENDS_THE_LAST_LOOK = 3;

  /** From these rules on people are reminded of what waits for them. */
  static final int PEOPLE_ARE_REMINDED = 3;

  /** From these rules on it is told whether a probe failed itself or only saw nothing. */
  static final int FAILED_PROBES_ARE_TOLD_APART = 3;

  /** What a command was answered. */
  public record Remembered(CommandId command, Answer answer) {}

  /**
   * What a command does: the operation after it, and what its sender is told. Refused: the
   * operation as it was.
   */
  public record Handled(Operation operation, Answer answer) {}

  public Operation {
    steps = List.copyOf(steps);
    closedGates = Collections.unmodifiableSortedMap(new TreeMap<>(closedGates));
    holds = List.copyOf(holds);
    rollbacks = List.copyOf(rollbacks);
    residue = List.copyOf(residue);
    guards = List.copyOf(guards);
    answers = List.copyOf(answers);
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
    notices = List.copyOf(notices);
    editors = List.copyOf(editors);
  }

  public static Operation start(OperationRequest request, Instant now) {
    return start(request, RULES_VERSION, now);
  }

  /** The same by the rules of {@code rulesVersion}. */
  public static Operation start(OperationRequest request, int rulesVersion, Instant now) {
    return Starting.start(request, rulesVersion, now);
  }

  /** From here on by the rules of {@code version}; never back to older ones. */
  public Operation underRules(int version) {
    if (version <= rulesVersion) {
      return this;
    }
    var draft = new Draft(this, status.since());
    draft.rulesVersion = version;
    return draft.finish();
  }

  /** What somebody wants. Never throws for what people may do: a refusal is a value. */
  public Handled handle(Command command, Instant now) {
    return CommandHandling.handle(this, command, now);
  }

  /** Records that a command was refused where nobody waited for the answer. */
  public Operation noteRefusal(Command command, String reason, Instant now) {
    return CommandHandling.noteRefusal(this, command, reason, now);
  }

  /**
   * What came of an effect. An outcome that belongs to nothing that is in flight is recorded and
   * advances nothing.
   */
  public Operation observe(EffectId effect, Outcome outcome, Instant now) {
    return Observing.observe(this, effect, outcome, now);
  }

  /** Somebody outside has noticed that something is wrong. Told once, however often it is said. */
  public Operation raised(Notice notice, Instant now) {
    return Noticing.raised(this, notice, now);
  }

  /** What was noticed is over; the words of {@code notice} say what is so instead. */
  public Operation cleared(Notice notice, Instant now) {
    return Noticing.cleared(this, notice, now);
  }

  /**
   * Everything that should be in flight now. What is in flight and not in here is to be cancelled.
   */
  public SortedMap<EffectId, Effect> effects() {
    return WantedEffects.of(this);
  }

  /**
   * What is wanted no longer and whose end is awaited before anything else happens. Whoever runs
   * the effects and has one of them not in flight (it was never started) reports it as cancelled;
   * otherwise the operation would wait for ever. Empty when nothing is being stopped.
   */
  @JsonIgnore
  public List<EffectId> awaited() {
    return atWork().stream()
        .filter(Work.Stopping.class::isInstance)
        .flatMap(w -> w.awaits().stream())
        .toList();
  }

  @JsonIgnore
  public State state() {
    return status.state();
  }

  /** The state that belongs to what it is doing: waiting where one step runs that only waits. */
  @JsonIgnore
  public State working() {
    boolean waits =
        work.flatMap(Operation::running)
            .filter(running -> planOf(step(running.step())).waitsAlone())
            .isPresent();
    return waits ? State.WAITING : State.RUNNING;
  }

  private static Optional<Work.Running> running(Work work) {
    return switch (work) {
      case Work.Running now -> Optional.of(now);
      case Work.Stopping stopping
          when stopping.cause() == Work.Cause.REDO
              && stopping.stopped() instanceof Work.Running now ->
          Optional.of(now);
      default -> Optional.empty();
    };
  }

  /** What people are asked now; empty when they are asked nothing. */
  @JsonIgnore
  public Optional<OpenQuestions> questions() {
    return work.orElse(null) instanceof Work.Asking asking
            && planOf(step(asking.step())).action() instanceof StepAction.Ask ask
        ? Optional.of(new OpenQuestions(asking, ask, Asking.missing(ask, step(asking.step()))))
        : Optional.empty();
  }

  /** Everything that is done now, each for itself; none while it stands still. */
  @JsonIgnore
  public List<Work> atWork() {
    return work.map(Work::each).orElse(List.of());
  }

  /** The steps that something is done about now, in their order. */
  @JsonIgnore
  public List<StepId> stepsAtWork() {
    return atWork().stream().flatMap(w -> w.stepOf().stream()).toList();
  }

  /** What is said after {@code /dre} to go back after the switch; empty when there is no way. */
  @JsonIgnore
  public Optional<String> wayBack() {
    return plan.reverse().map(command -> command.replace(Plan.OPERATION, id.value()));
  }

  /** The first step that is not over; empty when all are. */
  @JsonIgnore
  public Optional<StepRun> currentStep() {
    return steps.stream().filter(s -> !s.status().isOver()).findFirst();
  }

  /** How far it has gone: the furthest zone of the steps that may have taken effect. */
  @JsonIgnore
  public Zone zone() {
    Zone furthest = Zone.CANCEL;
    for (int i = 0; i < steps.size(); i++) {
      Zone zone = plan.steps().get(i).zone();
      if (steps.get(i).status().mayHaveTakenEffect() && zone.compareTo(furthest) > 0) {
        furthest = zone;
      }
    }
    return furthest;
  }

  /** A guard that says that it is not well, and since when. */
  public record BreachedGuard(String title, Instant since) {}

  /** Of what is guarded now; empty when all is well, or nobody has looked yet. */
  @JsonIgnore
  public List<BreachedGuard> breachedGuards() {
    return Guards.watching(this).stream()
        .filter(g -> Guards.run(this, g).breached())
        .map(g -> new BreachedGuard(g.title(), Guards.run(this, g).since()))
        .toList();
  }

  /** What is looked at before it goes on, by its titles; empty unless somebody has resumed. */
  @JsonIgnore
  public List<String> lookedAtFirst() {
    return Guards.watching(this).stream()
        .filter(g -> Guards.run(this, g).afresh())
        .map(PlannedGuard::title)
        .toList();
  }

  /** Whether anything may be different outside because of this operation. */
  @JsonIgnore
  public boolean mayHaveChangedSomething() {
    for (int i = 0; i < steps.size(); i++) {
      if (!plan.steps().get(i).readOnly() && steps.get(i).startedAt().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * How far {@code id} has come.
   *
   * @throws IllegalArgumentException when the plan has no such step
   */
  public StepRun step(StepId id) {
    return steps.stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step %s in %s".formatted(id, this.id)));
  }

  /** The plan of {@code run}. */
  public PlannedStep planOf(StepRun run) {
    return plan.steps().get(positionOf(run) - 1);
  }

  /** Counts from 1. */
  public int positionOf(StepRun run) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).id().equals(run.id())) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no step %s in %s".formatted(run.id(), id));
  }
}
