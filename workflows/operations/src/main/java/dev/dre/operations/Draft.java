package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.Outbox;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An operation while one rule changes it. Never leaves this package; {@link #finish} makes the next
 * immutable operation.
 */
final class Draft {

  private final Operation before;
  private Plan plan;
  private String planDigest;
  final List<Actor> editors;
  final Instant now;
  private Status status;
  private final List<StepRun> steps;
  Optional<Work> work;
  private final List<Work> beside = new ArrayList<>();
  private Optional<Work> one = Optional.empty();
  Optional<OpenGate> gate;
  final SortedMap<GateId, ClosedGate> closedGates;
  final List<Hold> holds;
  Optional<AbortRequest> abort;
  final List<RollbackRun> rollbacks;
  final List<ResidueRun> residue;
  final List<GuardRun> guards;
  final List<Operation.Remembered> answers;
  Outbox outbox;
  int rulesVersion;
  final SortedMap<String, String> windows;
  final List<Notice> notices;

  Draft(Operation operation, Instant now) {
    this.before = operation;
    this.plan = operation.plan();
    this.planDigest = operation.planDigest();
    this.editors = new ArrayList<>(operation.editors());
    this.now = now;
    this.status = operation.status();
    this.steps = new ArrayList<>(operation.steps());
    this.work = operation.work();
    this.gate = operation.gate();
    this.closedGates = new TreeMap<>(operation.closedGates());
    this.holds = new ArrayList<>(operation.holds());
    this.abort = operation.abort();
    this.rollbacks = new ArrayList<>(operation.rollbacks());
    this.residue = new ArrayList<>(operation.residue());
    this.guards = new ArrayList<>(operation.guards());
    this.answers = new ArrayList<>(operation.answers());
    this.outbox = operation.outbox();
    this.rulesVersion = operation.rulesVersion();
    this.windows = new TreeMap<>(operation.windows());
    this.notices = new ArrayList<>(operation.notices());
  }

  /** As it is now, with all changes so far. */
  Operation finish() {
    return new Operation(
        before.id(),
        before.requester(),
        before.channel(),
        plan,
        planDigest,
        rulesVersion,
        before.startedAt(),
        status,
        steps,
        allWork(),
        gate,
        closedGates,
        holds,
        abort,
        rollbacks,
        residue,
        guards,
        answers,
        outbox,
        windows,
        notices,
        editors);
  }

  Plan plan() {
    return plan;
  }

  String planDigest() {
    return planDigest;
  }

  /** Its parameters have other values. */
  void amend(Plan changed, String digest, Actor by) {
    plan = changed;
    planDigest = digest;
    editors.add(by);
  }

  /** The steps of {@code expanded} that were not there stand in the place of {@code replaced}. */
  void expand(StepId replaced, Plan expanded, String digest) {
    int place = index(replaced);
    int more = expanded.steps().size() - plan.steps().size();
    steps.remove(place);
    for (int i = 0; i <= more; i++) {
      steps.add(place + i, StepRun.pending(expanded.steps().get(place + i).id()));
    }
    plan = expanded;
    planDigest = digest;
  }

  /** What never changes: identity, requester, rights, mode. */
  Operation fixed() {
    return before;
  }

  void emit(Happening what) {
    outbox = outbox.with(what, now);
  }

  State state() {
    return status.state();
  }

  Optional<State> over() {
    return status.over();
  }

  Optional<Status.Trouble> trouble() {
    return status.trouble();
  }

  void become(State state) {
    status = new Status(state, Optional.empty(), now, Optional.empty());
  }

  void becomeWorking() {
    become(finish().working());
  }

  void becomePausedOver(State over) {
    boolean blocked = over == State.BLOCKED;
    status =
        new Status(
            State.PAUSED,
            Optional.of(over),
            now,
            blocked ? status.trouble() : Optional.<Status.Trouble>empty());
    Asking.freeze(this);
    emit(new Happening.Paused());
  }

  /**
   * Looks at one of those that run: until it has ended, {@code work} is that one alone. Without
   * others nothing changes.
   */
  void turnTo(Work member) {
    if (othersAtWork() || work.orElse(null) instanceof Work.Together) {
      park();
      beside.remove(member);
      work = Optional.of(member);
      one = Optional.of(member);
    }
  }

  /** What was looked at is over; what runs beside it is not. */
  void workEnded() {
    work = Optional.empty();
    one = Optional.empty();
  }

  /** What runs stays, and something else can be begun beside it. */
  void park() {
    work.map(Work::each).ifPresent(beside::addAll);
    workEnded();
  }

  boolean othersAtWork() {
    return !beside.isEmpty();
  }

  /** Everything that is done now, each for itself. */
  List<Work> eachAtWork() {
    return allWork().map(Work::each).orElse(List.of());
  }

  /** Steps that something is done about now. */
  List<StepId> atWork() {
    return eachAtWork().stream().flatMap(w -> w.stepOf().stream()).toList();
  }

  /** Each of those that run becomes what {@code change} makes of it. */
  void changeWork(UnaryOperator<Work> change) {
    work =
        work.map(
            w ->
                w instanceof Work.Together(List<Work> all)
                    ? new Work.Together(all.stream().map(change).toList())
                    : change.apply(w));
  }

  private Optional<Work> allWork() {
    if (beside.isEmpty() && one.isEmpty()) {
      return work;
    }
    var all = new ArrayList<>(beside);
    work.ifPresent(all::add);
    all.sort(Comparator.comparing(w -> w.stepOf().map(this::position).orElse(0)));
    return all.isEmpty() ? Optional.empty() : Optional.of(new Work.Together(all));
  }

  /** Stands still until a person chooses; under a pause it does so once the pause is over. */
  void becomeBlocked(BlockedBecause because, String detail) {
    if (one.isPresent()) {
      Grouping.putAside(this, one.get(), new Status.Trouble(because, detail));
      return;
    }
    work = Optional.empty();
    Status before = status;
    status =
        new Status(
            State.BLOCKED, Optional.empty(), now, Optional.of(new Status.Trouble(because, detail)));
    current().ifPresent(run -> emit(new Happening.Blocked(run.id(), because, detail)));
    if (!holds.isEmpty()) {
      becomePausedOver(State.BLOCKED);
      goOnPausedSince(before);
    }
  }

  /** What becomes of it under a pause does not make the pause a shorter one. */
  private void goOnPausedSince(Status before) {
    if (before.state() == State.PAUSED) {
      status =
          new Status(
              State.PAUSED, status.over(), before.since(), status.trouble(), before.tooLong(), 0);
    }
  }

  /** It has been paused for longer than its plan allows, and that is told now. */
  void pausedTooLong() {
    status = status.forTooLong();
  }

  /** It was told that it still stands as it stands. */
  void reminded(int times) {
    status = status.reminded(times);
  }

  /** What is waited for from here on is something new. */
  void neverReminded() {
    status = status.reminded(0);
  }

  /** Out from under a pause, back to standing blocked. */
  void becomeBlockedAgain() {
    status = new Status(State.BLOCKED, Optional.empty(), now, status.trouble());
  }

  /** The first step that is not over; empty when all are. */
  Optional<StepRun> current() {
    return steps.stream().filter(s -> !s.status().isOver()).findFirst();
  }

  List<StepRun> steps() {
    return List.copyOf(steps);
  }

  StepRun step(StepId id) {
    return steps.get(index(id));
  }

  /** Empty as long as it is not reported, and where its step is not needed and not in the plan. */
  Optional<String> reported(OutputReference output) {
    return steps.stream()
        .filter(run -> run.id().equals(output.step()))
        .findFirst()
        .flatMap(run -> Optional.ofNullable(run.outputs().get(output.output())));
  }

  PlannedStep planned(StepId id) {
    return plan.steps().get(index(id));
  }

  int position(StepId id) {
    return index(id) + 1;
  }

  void put(StepRun changed) {
    steps.set(index(changed.id()), changed);
  }

  private int index(StepId id) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no step %s in %s".formatted(id, before.id()));
  }
}
