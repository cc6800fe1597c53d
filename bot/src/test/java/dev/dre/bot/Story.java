package dev.dre.bot;

import dev.dre.config.expression.ValueType;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.temporal.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One operation, told as people and clusters live it. Alice asked for it at noon. */
public final class Story {

  public static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  public static final OperationId ID = new OperationId("migrate-db-42-k7f3");
  public static final String CHANNEL = "C0DBOPS01";

  private Operation operation;
  private Instant now = NOON;
  private int commands;

  private Story(Operation operation) {
    this.operation = operation;
  }

  public static Story migration() {
    return of(Plans.migrate());
  }

  public static Story of(Plan plan) {
    return of(ID, plan);
  }

  public static Story of(OperationId id, Plan plan) {
    return new Story(
        Operation.start(
            new OperationRequest(
                id,
                Someone.ALICE.actor(),
                CHANNEL,
                plan,
                Digest.of(plan),
                List.of("audit", "slack")),
            NOON));
  }

  /** It has come to its copy, two minutes after noon. */
  public static Story copying() {
    return copying(Plans.migrate());
  }

  public static Story copying(Plan plan) {
    return of(plan)
        .takes(Duration.ofSeconds(12))
        .succeeds(Map.of("bytes", "958000000000", "tables", "41"))
        .takes(Duration.ofSeconds(4))
        .succeeds()
        .takes(Duration.ofSeconds(3))
        .succeeds();
  }

  /** It asks whether it may cut over. */
  public static Story asking() {
    return copying()
        .takes(Duration.ofHours(43))
        .succeeds(Map.of("lag_seconds", "0.027", "bytes", "958000000000", "tables", "41"))
        .takes(Duration.ofHours(2))
        .succeeds(Map.of("tables", "41", "rows", "403716", "mismatches", "0"))
        .succeeds(Map.of("forward_seconds", "0.03", "back_seconds", "0.04"))
        .canStart();
  }

  /** What the next step requires is so, if it requires anything. */
  private Story canStart() {
    var reading =
        Map.of("subscription", "enabled", "active", "true", "behind_bytes", "96", "conflicts", "");
    return any(Effect.Require.class).isPresent()
        ? reports(Effect.Require.class, new Outcome.Required(true, new TreeMap<>(reading)))
        : this;
  }

  public Story succeeds() {
    return succeeds(Map.of());
  }

  public Story succeeds(Map<String, String> outputs) {
    return reports(Effect.RunStep.class, new Outcome.Succeeded(withWhatIsDeclared(outputs)));
  }

  /** What else the step has to report is of no interest to the test. */
  private SortedMap<String, String> withWhatIsDeclared(Map<String, String> outputs) {
    var all = new TreeMap<>(outputs);
    any(Effect.RunStep.class)
        .map(effect -> (Effect.RunStep) operation.effects().get(effect))
        .map(effect -> operation.planOf(operation.step(effect.step())).outputs())
        .ifPresent(declared -> declared.forEach(o -> all.putIfAbsent(o.name(), sample(o.type()))));
    return all;
  }

  private static String sample(ValueType type) {
    return switch (type) {
      case TEXT -> "some";
      case NUMBER, BYTES -> "1";
      case DURATION -> "1s";
      case YES_NO -> "true";
      case LIST -> "[]";
    };
  }

  public Story fails(String reason, String lastLines) {
    return reports(Effect.RunStep.class, new Outcome.Failed(reason, lastLines));
  }

  public Story vanishes() {
    return reports(Effect.RunStep.class, new Outcome.Unknown("the Job is gone"));
  }

  public Story isVerified(Verification found, String evidence) {
    return reports(Effect.Verify.class, new Outcome.Verified(found, evidence));
  }

  public Story cannotBeVerified() {
    return reports(Effect.Verify.class, new Outcome.Failed("no connection", ""));
  }

  /** What was stopped by an abort has ended and is seen gone. */
  public Story stops() {
    reports(operation.awaited().getFirst(), new Outcome.Cancelled());
    return reports(Effect.Clear.class, new Outcome.Succeeded(new TreeMap<>()));
  }

  /** The first thing that is being undone, is undone. */
  public Story undoes() {
    return reports(Effect.RollBack.class, new Outcome.Succeeded(new TreeMap<>()));
  }

  public Story undoesAll() {
    while (any(Effect.RollBack.class).isPresent()) {
      undoes();
    }
    return this;
  }

  public Story failsToUndo(String reason) {
    return reports(Effect.RollBack.class, new Outcome.Failed(reason, ""));
  }

  public Story leaves(String found) {
    return reports(Effect.CheckResidue.class, new Outcome.ResidueSeen(found));
  }

  public Story leavesNothing() {
    while (any(Effect.CheckResidue.class).isPresent()) {
      leaves("");
    }
    return this;
  }

  public Story pausedBy(Someone who, String reason) {
    return gives(who, Act.Pause.untilResumed(reason));
  }

  public Story resumedBy(Someone who) {
    return gives(who, new Act.Resume(Optional.empty()));
  }

  public Story abortedBy(Someone who, String reason) {
    return gives(who, new Act.Abort(reason));
  }

  public Story approvedBy(Someone who, String comment) {
    var gate = operation.gate().orElseThrow();
    return gives(who, new Act.Approve(gate.id(), gate.digest(), comment)).canStart();
  }

  public Story rejectedBy(Someone who) {
    var gate = operation.gate().orElseThrow();
    return gives(who, new Act.Reject(gate.id(), gate.digest(), "not on a Friday"));
  }

  public Story retriedBy(Someone who) {
    return gives(who, new Act.Retry(Subject.CURRENT));
  }

  public Story gives(Someone who, Act act) {
    var command =
        new Command(
            new CommandId("click-" + ++commands),
            operation.id(),
            who.actor(),
            who.groups(),
            new Origin(CHANNEL, "1777636800.000100"),
            act);
    operation = operation.handle(command, now).operation();
    return this;
  }

  /** What only the outside can see is told to the operation. */
  public Story hears(Notice notice) {
    operation = operation.raised(notice, now);
    return this;
  }

  public Story takes(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Time goes by, and the timer that is due fires. */
  public Story waits(Duration time) {
    takes(time);
    operation.effects().entrySet().stream()
        .filter(e -> e.getValue() instanceof Effect.Timer timer && !now.isBefore(timer.at()))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(timer -> reports(timer, new Outcome.TimerFired()));
    return this;
  }

  /** Slack has told everything so far, in {@code windows}. */
  public Story told(Map<String, String> windows) {
    return reports(
        EffectId.deliver("slack", 1),
        new Outcome.Delivered(operation.outbox().last(), new TreeMap<>(windows)));
  }

  public Operation operation() {
    return operation;
  }

  public Instant now() {
    return now;
  }

  /** Everything that happened. */
  public List<Event> events() {
    return operation.outbox().pending();
  }

  /** What has happened since Slack was told last. */
  public Delivery delivery() {
    return delivery(operation.outbox().waitingFor("slack"));
  }

  public Delivery delivery(List<Event> events) {
    return new Delivery(
        "slack",
        operation.id(),
        operation.plan().datastore().name(),
        CHANNEL,
        events,
        operation.windows(),
        false);
  }

  private Story reports(Class<? extends Effect> kind, Outcome outcome) {
    return reports(
        any(kind)
            .orElseThrow(
                () -> new AssertionError("no %s while %s".formatted(kind, operation.state()))),
        outcome);
  }

  private Story reports(EffectId effect, Outcome outcome) {
    operation = operation.observe(effect, outcome, now);
    return this;
  }

  private Optional<EffectId> any(Class<? extends Effect> kind) {
    return operation.effects().entrySet().stream()
        .filter(e -> kind.isInstance(e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
