package dev.dre.operations;

import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.line.LineHold;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * People, clusters and clocks at their worst: commands that are valid, stale or delivered twice,
 * outcomes in any order, late, twice or of the wrong kind. After each thing that happens the
 * invariants are checked.
 */
public final class Chaos {

  private final RandomGenerator random;
  private final Invariants invariants;
  private final List<Command> sent = new ArrayList<>();
  private final TreeSet<EffectId> everWanted = new TreeSet<>();
  private final TreeSet<GateId> everOpen = new TreeSet<>();
  private Operation operation;
  private Instant now = Story.NOON;

  public Chaos(RandomGenerator random) {
    this.random = random;
    this.operation = Operation.start(Story.request(RandomPlans.plan(random)), now);
    this.invariants = new Invariants(operation);
    remember();
  }

  public Operation operation() {
    return operation;
  }

  public void anything() {
    now = now.plus(Duration.ofSeconds(random.nextInt(21) == 0 ? random.nextInt(9000) : 7));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> give(anyCommand());
      case 3 -> fireTimer();
      default -> report(anyEffect());
    }
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
      case BLOCKED -> give(Someone.BOB, new Act.Retry(Subject.CURRENT));
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
    Someone who = any(List.of(Someone.values()));
    return new Command(
        new CommandId("c" + sent.size()),
        operation.id(),
        who.actor(),
        who.groups(),
        new Origin("", ""),
        anyAct());
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
    return switch (random.nextInt(22)) {
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
      case Effect.RunStep run -> new Outcome.Succeeded(new TreeMap<>(Map.of("lag", "3s")));
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

  private Outcome anyOutcome() {
    return switch (random.nextInt(13)) {
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
