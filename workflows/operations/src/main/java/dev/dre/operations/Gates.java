package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.approvals.Actor;
import dev.dre.approvals.ApprovalRequest;
import dev.dre.approvals.Decision;
import dev.dre.approvals.Ruling;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.GateResult;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.GateId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Waiting for people: a gate opens, is decided, expires, or is closed by an abort. */
final class Gates {

  private Gates() {}

  /**
   * What an approval is bound to: its digest changes when the plan, the attempt or the evidence
   * does.
   */
  record Content(String plan, GateId gate, SortedMap<String, String> evidence) {}

  static void open(
      Draft draft,
      StepRun run,
      PlannedStep planned,
      PlannedGate gatePlan,
      SortedMap<String, String> reading) {
    var operation = draft.fixed();
    var id = GateId.of(run.id(), run.attempt());
    var evidence = evidence(draft, gatePlan);
    evidence.putAll(reading);
    var policy = gatePlan.policy();
    var expiresAt = draft.now.plus(policy.expiry());
    var request =
        new ApprovalRequest(policy, operation.requester(), draft.editors, expiresAt, List.of());
    String digest = Digest.of(new Content(draft.planDigest(), id, evidence));
    draft.gate =
        Optional.of(new OpenGate(id, digest, run.id(), request, evidence, Optional.empty(), false));
    draft.become(State.AWAITING_APPROVAL);
    draft.emit(
        new Happening.GateOpened(
            id,
            digest,
            run.id(),
            planned.title(),
            draft.position(run.id()),
            draft.steps().size(),
            gatePlan.consequence(),
            evidence,
            policy.required(),
            policy.approversInWords(),
            policy.excludeRequester(),
            operation.requester(),
            expiresAt));
  }

  static Answer approve(Draft draft, Command command) {
    var act = (Act.Approve) command.act();
    return decide(draft, command, Decision.Verdict.APPROVE, act.comment());
  }

  static Answer reject(Draft draft, Command command) {
    var act = (Act.Reject) command.act();
    return decide(draft, command, Decision.Verdict.REJECT, act.comment());
  }

  private static Answer decide(
      Draft draft, Command command, Decision.Verdict verdict, String comment) {
    OpenGate gate = draft.gate.orElseThrow();
    if (gate.satisfied() && verdict == Decision.Verdict.APPROVE) {
      return alreadySo("All approvals are there; it goes on when the pause is over.");
    }
    var decision = new Decision(command.actor(), command.groups(), verdict, comment, draft.now);
    // Under a pause the clock stands still, so expiry is not judged by the world's time.
    var request =
        gate.frozen().isPresent()
            ? gate.request().withExpiry(draft.now.plus(gate.frozen().get()))
            : gate.request();
    return switch (request.judge(decision)) {
      case Ruling.Refused no -> refused("%s", no.reason());
      case Ruling.AlreadyCounted counted -> alreadySo("You have approved this already.");
      case Ruling.Counted counted -> {
        record(draft, gate, decision, counted.missing());
        yield accepted("Recorded; %d more needed.", counted.missing());
      }
      case Ruling.Satisfied satisfied -> {
        record(draft, gate, decision, 0);
        yield satisfied(draft, command.actor(), comment);
      }
      case Ruling.Rejected rejected -> {
        close(draft, GateResult.REJECTED, Optional.of(command.actor()), comment);
        notApproved(draft, BlockedBecause.REJECTED, "rejected");
        yield accepted("Rejected. Nothing was started.");
      }
    };
  }

  private static void record(Draft draft, OpenGate gate, Decision decision, int missing) {
    draft.gate = Optional.of(gate.with(gate.request().with(decision)));
    draft.emit(new Happening.Approved(gate.id(), decision.actor(), decision.comment(), missing));
  }

  private static Answer satisfied(Draft draft, Actor by, String comment) {
    OpenGate gate = draft.gate.orElseThrow();
    if (draft.state() == State.PAUSED) {
      draft.gate = Optional.of(gate.nowSatisfied());
      return accepted("Recorded. Paused: nothing starts before somebody resumes.");
    }
    close(draft, GateResult.APPROVED, Optional.of(by), comment);
    if (startOrLookAgain(draft, gate)) {
      return accepted("Approved; %s starts.", gate.step().words());
    }
    return accepted("Approved; it is looked once more whether %s can start.", gate.step().words());
  }

  /**
   * Nobody says yes any more: over when nothing was changed yet, otherwise a person chooses the way
   * on.
   */
  private static void notApproved(Draft draft, BlockedBecause because, String how) {
    boolean paused = draft.state() == State.PAUSED;
    if (!paused && !draft.finish().mayHaveChangedSomething()) {
      Ending.end(draft, State.REJECTED, List.of(), Optional.empty(), how);
    } else {
      draft.becomeBlocked(because, how);
    }
  }

  /** The clock has been compared: nobody answered in time. */
  static void expire(Draft draft) {
    close(draft, GateResult.EXPIRED, Optional.empty(), "");
    notApproved(draft, BlockedBecause.EXPIRED, "nobody answered in time");
  }

  static void freeze(Draft draft) {
    draft.gate = draft.gate.map(g -> g.frozen(left(draft, g)));
  }

  /**
   * The pause is over: the clock goes on with what was left, or the step starts when the answer
   * came meanwhile.
   */
  static void thaw(Draft draft) {
    OpenGate gate = draft.gate.orElseThrow();
    if (gate.satisfied()) {
      var last = gate.request().decisions().getLast();
      close(draft, GateResult.APPROVED, Optional.of(last.actor()), last.comment());
      startOrLookAgain(draft, gate);
      return;
    }
    var expiresAt = draft.now.plus(gate.frozen().orElse(Duration.ZERO));
    draft.gate = Optional.of(gate.with(gate.request().withExpiry(expiresAt)).thawed());
    draft.become(State.AWAITING_APPROVAL);
  }

  /** What was so when people were asked may not be so any more. Whether the step has started. */
  private static boolean startOrLookAgain(Draft draft, OpenGate gate) {
    StepRun run = draft.step(gate.step());
    if (draft.planned(gate.step()).looksFirst()) {
      Proceeding.require(draft, run, true);
      return false;
    }
    Proceeding.start(draft, run);
    return true;
  }

  /** Closes the open gate; {@code by} is empty when nobody did. */
  static void close(Draft draft, GateResult result, Optional<Actor> by, String comment) {
    OpenGate gate = draft.gate.orElseThrow();
    draft.gate = Optional.empty();
    draft.closedGates.put(gate.id(), new ClosedGate(gate, result, by, draft.now));
    draft.emit(new Happening.GateClosed(gate.id(), gate.step(), result, by, comment));
  }

  private static Duration left(Draft draft, OpenGate gate) {
    var left = Duration.between(draft.now, gate.request().expiresAt());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static SortedMap<String, String> evidence(Draft draft, PlannedGate gate) {
    var shown = new TreeMap<String, String>();
    gate.evidence()
        .forEach(
            reference ->
                shown.put(reference.toString(), draft.reported(reference).orElse("not known")));
    return shown;
  }
}
