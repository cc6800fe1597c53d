package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedRollback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * People, clusters, workers and clocks at their worst: commands that are valid, stale or delivered
 * twice, outcomes in any order, late, twice or of the wrong kind, workers that die, new runs of the
 * workflow, rules of earlier releases. After each thing that happens the invariants are checked.
 */
public final class Chaos {

  private final RandomGenerator random;
  private final Invariants invariants;
  private final List<Command> sent = new ArrayList<>();
  private final TreeSet<EffectId> everWanted = new TreeSet<>();
  private final TreeSet<GateId> everOpen = new TreeSet<>();
  private Operation operation;
  private Instant now = Story.NOON;
  private int newRuns;

  public Chaos(RandomGenerator random) {
    this.random = random;
    int rules = 1 + random.nextInt(Operation.RULES_VERSION);
    this.operation = Operation.start(Story.request(RandomPlans.plan(random)), rules, now);
    this.invariants = new Invariants(operation);
    remember();
  }

  public Operation operation() {
    return operation;
  }

  public void anything() {
    now = now.plus(Duration.ofSeconds(random.nextInt(21) == 0 ? random.nextInt(9000) : 7));
    switch (random.nextInt(26)) {
      case 0, 1, 2, 3, 4, 5 -> give(anyCommand());
      case 6, 7 -> fireTimer();
      case 8, 9 -> notice(anyNotice(), random.nextInt(3) == 0);
      case 10 -> loseTheWorker();
      case 11, 12 -> goOnInANewRun();
      default -> report(anyEffect());
    }
  }

  /** Another worker reads what is recorded of the operation, and knows nothing else. */
  void loseTheWorker() {
    Operation read = writtenAndRead(operation);
    assertThat(read).as("read by another worker").isEqualTo(operation);
    operation = read;
    invariants.hold(read, read);
  }

  /**
   * As the shell does where a history is long: only with nothing in flight that has to end. What
   * can be started again is stopped, which means nothing to the operation.
   */
  void goOnInANewRun() {
    if (operation.state().isFinal()
        || !operation.awaited().isEmpty()
        || operation.effects().values().stream().anyMatch(Chaos::hasToEnd)) {
      return;
    }
    Operation before = operation;
    var raised = before.underRules(Operation.RULES_VERSION);
    invariants.hold(before, raised);
    operation = raised;
    List.copyOf(raised.effects().keySet()).forEach(id -> observe(id, new Outcome.Cancelled()));
    assertThat(operation.status()).as("in a new run").isEqualTo(before.status());
    assertThat(operation.holds()).as("in a new run").isEqualTo(before.holds());
    assertThat(operation.breachedGuards()).as("in a new run").isEqualTo(before.breachedGuards());
    assertThat(operation.outbox()).as("in a new run").isEqualTo(before.outbox());
    operation = writtenAndRead(operation);
    newRuns++;
  }

  /** How often it went on in a new run of its workflow. */
  int newRuns() {
    return newRuns;
  }

  private static boolean hasToEnd(Effect effect) {
    return !(effect instanceof Effect.Guard
        || effect instanceof Effect.Deliver
        || effect instanceof Effect.Timer);
  }

  static Operation writtenAndRead(Operation operation) {
    var mapper = OperationJson.mapper();
    try {
      return mapper.readValue(mapper.writeValueAsString(operation), Operation.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("what was written is read", e);
    }
  }

  private void notice(Notice notice, boolean over) {
    Operation before = operation;
    operation = over ? before.cleared(notice, now) : before.raised(notice, now);
    remember();
    invariants.hold(before, operation);
  }

  private Notice anyNotice() {
    return any(
        List.of(
            new Notice(NoticeKind.UNSERVED, "unserved/cluster-a", "No worker serves it.", now),
            new Notice(NoticeKind.UNSERVED, "unserved/cluster-b", "No worker serves it.", now),
            new Notice(NoticeKind.RETRYING, "retrying/guard-replication", "It fails.", now),
            new Notice(NoticeKind.STALLED, "stalled/step_a", "It stands still.", now)));
  }

  /** People who want it to end well, and effects that succeed. */
  void cooperate() {
    Optional<EffectId> work =
        operation.awaited().stream()
            .findFirst()
            .or(() -> operation.effects().keySet().stream().filter(this::isWork).findFirst());
    if (work.isPresent()) {
      Effect effect = operation.effects().get(work.get());
      observe(work.get(), effect == null ? new Outcome.Cancelled() : success(effect));
      return;
    }
    if (!operation.holds().isEmpty()) {
      give(Someone.BOB, new Act.Resume(Optional.of(operation.holds().getFirst().id())));
      return;
    }
    switch (operation.state()) {
      case AWAITING_APPROVAL -> {
        for (Someone who : List.of(Someone.BOB, Someone.CAROL)) {
          operation
              .gate()
              .ifPresent(gate -> give(who, new Act.Approve(gate.id(), gate.digest(), "fine")));
        }
        if (operation.state() == State.AWAITING_APPROVAL) {
          fireTimer();
        }
      }
      case BLOCKED -> {
        if (nobodyKnowsTheList()) {
          give(Someone.BOB, new Act.Skip(Subject.CURRENT, "not needed"));
        } else {
          give(Someone.BOB, new Act.Retry(Subject.CURRENT));
        }
      }
      case NEEDS_ATTENTION -> give(Someone.BOB, new Act.Acknowledge("seen"));
      case WAITING -> {
        if (operation.work().orElse(null) instanceof Work.Asking) {
          give(Someone.BOB, answers());
          give(Someone.EVE, answers());
        } else {
          give(Someone.BOB, new Act.Done(Subject.CURRENT, ""));
        }
      }
      default -> fireTimer();
    }
  }

  /** What reports it is over, so that trying again finds no list either. */
  private boolean nobodyKnowsTheList() {
    return operation.currentStep().filter(run -> operation.planOf(run).standsForAll()).isPresent();
  }

  private static Act answers() {
    return new Act.Reply(Subject.CURRENT, new TreeMap<>(Map.of("when", "tonight")));
  }

  void giveUpAndAbort() {
    give(Someone.CAROL, new Act.Abort("enough"));
  }

  private void give(Someone who, Act act) {
    give(
        new Command(
            new CommandId("c" + sent.size()),
            operation.id(),
            who.actor(),
            who.groups(),
            new Origin("", ""),
            act));
  }

  private void give(Command command) {
    Operation before = operation;
    var handled = before.handle(command, now);
    operation = handled.operation();
    sent.add(command);
    remember();
    invariants.afterCommand(before, command, handled, now);
    if (handled.answer() instanceof Answer.Refused refused && random.nextInt(5) == 0) {
      operation = operation.noteRefusal(command, refused.says(), now);
      invariants.hold(handled.operation(), operation);
    }
  }

  private void observe(EffectId effect, Outcome outcome) {
    Operation before = operation;
    operation = before.observe(effect, outcome, now);
    remember();
    invariants.afterOutcome(before, effect, outcome, operation);
  }

  private void fireTimer() {
    var timer =
        operation.effects().entrySet().stream()
            .filter(e -> e.getValue() instanceof Effect.Timer)
            .findFirst();
    if (timer.isPresent()) {
      var at = ((Effect.Timer) timer.get().getValue()).at();
      now = at.isAfter(now) ? at : now;
    }
    observe(timer.map(Map.Entry::getKey).orElse(EffectId.timer(now)), new Outcome.TimerFired());
  }

  private void remember() {
    everWanted.addAll(operation.effects().keySet());
    operation.gate().ifPresent(gate -> everOpen.add(gate.id()));
  }

  private boolean isWork(EffectId effect) {
    // A guard looks for as long as it is wanted: nobody waits for its end.
    return !effect.isDelivery() && !effect.isTimer() && !effect.value().startsWith("guard/");
  }

  private Command anyCommand() {
    if (!sent.isEmpty() && random.nextInt(6) == 0) {
      return any(sent);
    }
    if (random.nextInt(8) == 0) {
      return ofTheLine();
    }
    Act act = anyAct();
    // Whoever changes values approves nothing from then on. Once all have, nobody is left who can.
    boolean edits = act instanceof Act.Retry retry && retry.with().isPresent();
    Someone who = edits ? Someone.ALICE : any(List.of(Someone.values()));
    return new Command(
        new CommandId("c" + sent.size()),
        operation.id(),
        who.actor(),
        who.groups(),
        new Origin("", ""),
        act);
  }

  /** By whoever is behind: a stop that is over, and one that is not known here. */
  private Command ofTheLine() {
    var hold =
        new LineHold(
            new LineHoldId("s" + random.nextInt(4)),
            new LineScope.Everything(),
            Someone.EVE.actor(),
            "disk alarm",
            now);
    if (random.nextBoolean()) {
      return LineDifference.pause(operation.id(), hold);
    }
    return new Command(
        hold.id().lifts(),
        operation.id(),
        Someone.EVE.actor(),
        Someone.EVE.groups(),
        new Origin("", ""),
        Act.Resume.because(hold.id()));
  }

  private Act anyAct() {
    return switch (random.nextInt(23)) {
      case 22 -> new Act.Retry(anySubject(), Optional.of(otherValues()));
      case 20 -> new Act.Reverse("");
      case 18, 19 -> new Act.Done(anySubject(), random.nextBoolean() ? "by script" : "");
      case 0 -> new Act.Pause("", anyLength(), random.nextBoolean());
      case 1, 2, 3 -> new Act.Resume(anyHold());
      case 4 -> new Act.Abort("");
      case 5, 6, 7 -> new Act.Approve(anyGate(), anyDigest(), "");
      case 8 -> new Act.Reject(anyGate(), anyDigest(), "");
      case 9, 10 -> new Act.Retry(anySubject());
      case 11 -> new Act.Skip(anySubject(), "");
      case 12, 21 ->
          new Act.Reply(
              anySubject(),
              new TreeMap<>(random.nextInt(4) == 0 ? Map.of() : Map.of("when", "tonight")));
      case 13 -> new Act.GiveUp(anyRollback(), random.nextBoolean() ? "gone" : "");
      case 14 ->
          random.nextBoolean() ? new Act.FinishForward(anySubject()) : new Act.GoBack(anySubject());
      case 15 -> new Act.AssumeGone(random.nextBoolean() ? "deleted" : "");
      case 16 -> new Act.Skip(anySubject(), "not needed");
      default -> new Act.Acknowledge("");
    };
  }

  /** The plan as it would be made with another value; sometimes it is undone elsewhere then. */
  private Plan otherValues() {
    Plan plan = operation.plan();
    var parameters = new TreeMap<>(plan.parameters());
    parameters.put("to", any(List.of("cluster-b", "cluster-c")));
    var steps =
        plan.steps().stream()
            .map(
                step ->
                    step.readOnly() || random.nextInt(3) > 0
                        ? step
                        : step.undoneBy(
                            List.of(
                                new PlannedRollback(
                                    step.id() + " elsewhere",
                                    StepSketch.job("cluster-c", "undo", step.id().value())))))
            .toList();
    return new Plan(
        plan.runbook(),
        plan.summary(),
        plan.datastore(),
        parameters,
        steps,
        plan.guards(),
        plan.residue(),
        plan.rights(),
        plan.movesTo(),
        plan.mode(),
        plan.maxPause(),
        plan.reverse());
  }

  private Optional<Duration> anyLength() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(random.nextInt(1, 600)));
  }

  private Optional<HoldId> anyHold() {
    return random.nextBoolean() || operation.holds().isEmpty()
        ? Optional.empty()
        : Optional.of(any(operation.holds()).id());
  }

  private GateId anyGate() {
    boolean stale = operation.gate().isEmpty() || random.nextInt(4) == 0;
    return stale && !everOpen.isEmpty()
        ? any(List.copyOf(everOpen))
        : operation.gate().map(OpenGate::id).orElse(new GateId("never#1"));
  }

  private String anyDigest() {
    return random.nextInt(6) == 0 ? "stale" : operation.gate().map(OpenGate::digest).orElse("");
  }

  private Subject anySubject() {
    return switch (random.nextInt(4)) {
      case 0 ->
          operation
              .currentStep()
              .map(s -> Subject.attempt(s.id(), s.attempt()))
              .orElse(Subject.CURRENT);
      case 1 -> Subject.rollback(anyRollback());
      case 2 -> new Subject("x");
      default -> Subject.CURRENT;
    };
  }

  private RollbackId anyRollback() {
    return operation.rollbacks().isEmpty()
        ? new RollbackId("step_a/0")
        : any(operation.rollbacks()).id();
  }

  private EffectId anyEffect() {
    if (!operation.awaited().isEmpty() && random.nextInt(3) == 0) {
      return operation.awaited().get(random.nextInt(operation.awaited().size()));
    }
    var wanted = List.copyOf(operation.effects().keySet());
    return wanted.isEmpty() || random.nextInt(8) == 0 ? any(List.copyOf(everWanted)) : any(wanted);
  }

  private void report(EffectId id) {
    Effect effect = operation.effects().get(id);
    observe(id, effect == null || random.nextInt(3) == 0 ? anyOutcome() : success(effect));
  }

  private Outcome success(Effect effect) {
    return switch (effect) {
      case Effect.Answer answer -> new Outcome.Answered(true);
      case Effect.Require require -> new Outcome.Required(true, new TreeMap<>());
      case Effect.Guard guard -> new Outcome.GuardSays(GuardRun.FINE, "", new TreeMap<>());
      case Effect.RunStep run -> new Outcome.Succeeded(reported());
      case Effect.Verify verify -> new Outcome.Verified(Verification.DONE, "");
      case Effect.RollBack rollBack -> new Outcome.Succeeded(new TreeMap<>());
      case Effect.Clear clear -> new Outcome.Succeeded(new TreeMap<>());
      case Effect.CheckResidue check -> new Outcome.ResidueSeen("");
      case Effect.Deliver deliver ->
          new Outcome.Delivered(
              deliver.events().getLast().sequence(), new TreeMap<>(Map.of("card", "x")));
      case Effect.Timer timer -> new Outcome.TimerFired();
    };
  }

  private SortedMap<String, String> reported() {
    String tables = any(List.of("[\"orders\",\"users\",\"orders\"]", "[\"orders\"]", "[]"));
    return new TreeMap<>(Map.of("lag", "3s", "tables", tables));
  }

  private Outcome anyOutcome() {
    return switch (random.nextInt(14)) {
      case 13 -> new Outcome.ProbeFailed("exit code 1");
      case 9 -> new Outcome.Answered(random.nextBoolean());
      case 10 -> new Outcome.Required(random.nextBoolean(), new TreeMap<>());
      case 11 -> new Outcome.Inconclusive("no data");
      case 12 -> new Outcome.GuardSays(any(List.of("1", "blind", "fine")), "", new TreeMap<>());
      case 0 -> new Outcome.Succeeded(new TreeMap<>());
      case 1, 2 -> new Outcome.Failed("exit code 1", "");
      case 3 -> new Outcome.Unknown("lost");
      case 4 -> new Outcome.Cancelled();
      case 5 -> new Outcome.ResidueSeen(random.nextBoolean() ? "" : "slot");
      case 6 -> new Outcome.Delivered(random.nextInt(40), new TreeMap<>());
      case 7 -> new Outcome.TimerFired();
      default -> new Outcome.Verified(any(List.of(Verification.values())), "");
    };
  }

  private <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
