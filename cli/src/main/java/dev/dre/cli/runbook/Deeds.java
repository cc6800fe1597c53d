package dev.dre.cli.runbook;

import dev.dre.approvals.Actor;
import dev.dre.config.Problem;
import dev.dre.config.RunbookTests.Case;
import dev.dre.config.RunbookTests.Deed;
import dev.dre.config.RunbookTests.Moment;
import dev.dre.config.RunbookTests.Person;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.Work;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** What people do in a test, each after the one before. */
final class Deeds {

  private final List<Deed> all;
  private final SortedMap<String, Person> people;
  private final String workspace;
  private final List<Problem> mismatches = new ArrayList<>();
  private int done;
  private Optional<Instant> seen = Optional.empty();

  Deeds(Case test, SortedMap<String, Person> people, String workspace) {
    this.all = test.acts();
    this.people = people;
    this.workspace = workspace;
  }

  Collection<String> people() {
    return people.keySet();
  }

  private Person person(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  Actor actor(String name) {
    return actor(person(name), workspace);
  }

  static Actor actor(Person person, String workspace) {
    return new Actor.Person("", workspace, person.user());
  }

  /** When the next one acts; empty when nobody does, or what is waited for is not so. */
  Optional<Instant> due(Operation operation, Instant now) {
    if (done == all.size()) {
      return Optional.empty();
    }
    Deed deed = all.get(done);
    Optional<Instant> since = since(operation, deed, now);
    if (since.isEmpty()) {
      seen = Optional.empty();
      return since;
    }
    seen = seen.or(() -> since);
    Instant at = seen.get().plus(deed.after());
    return Optional.of(at.isBefore(now) ? now : at);
  }

  private static Optional<Instant> since(Operation operation, Deed deed, Instant now) {
    var step = new StepId(deed.of());
    return switch (deed.moment()) {
      case NOW -> Optional.of(now);
      case RUNNING ->
          Effects.isRunning(operation, step) ? operation.step(step).startedAt() : Optional.empty();
      case APPROVAL ->
          operation
              .gate()
              .filter(gate -> gate.step().equals(step) && !gate.satisfied())
              .map(gate -> now);
      case BLOCKED ->
          operation.status().trouble().isPresent()
                  && operation.state() == State.BLOCKED
                  && operation.currentStep().filter(s -> s.id().equals(step)).isPresent()
              ? Optional.of(operation.status().since())
              : Optional.empty();
      case ASKED -> operation.questions().filter(q -> q.asking().step().equals(step)).map(q -> now);
      case BY_HAND ->
          operation.work().orElse(null) instanceof Work.ByHand hand && hand.step().equals(step)
              ? Optional.of(now)
              : Optional.empty();
      case STATE ->
          operation.state().words().equals(deed.of())
              ? Optional.of(operation.status().since())
              : Optional.empty();
    };
  }

  /** The next one acts. */
  Operation act(Operation operation, Instant now) {
    Deed deed = all.get(done);
    done++;
    seen = Optional.empty();
    var handled = operation.handle(command(operation, deed.by(), act(operation, deed)), now);
    boolean refused = handled.answer() instanceof Answer.Refused;
    String says = handled.answer().says();
    deed.refused()
        .ifPresentOrElse(
            expected -> {
              if (!refused || !PlainText.of(says, people).contains(expected)) {
                mismatches.add(
                    deed.at()
                        .problem(
                            "%s by %s should be refused with \"%s\"; %s: %s",
                            deed.does(),
                            deed.by(),
                            expected,
                            refused ? "it was refused otherwise" : "it counted",
                            says));
              }
            },
            () -> {
              if (refused) {
                mismatches.add(
                    deed.at().problem("%s by %s was refused: %s", deed.does(), deed.by(), says));
              }
            });
    return handled.operation();
  }

  private Command command(Operation operation, String by, Act act) {
    return new Command(
        new CommandId("test-" + done),
        operation.id(),
        actor(by),
        person(by).groups(),
        new Origin("", ""),
        act);
  }

  /** Empty when an approval by {@code name} would count, else why not. */
  String wouldApprove(Operation operation, OpenGate gate, String name, Instant now) {
    var act = new Act.Approve(gate.id(), gate.digest(), "looks good");
    return operation.handle(command(operation, name, act), now).answer()
            instanceof Answer.Refused refused
        ? refused.says()
        : "";
  }

  private static Act act(Operation operation, Deed deed) {
    String comment = deed.comment();
    return switch (deed.does()) {
      case "pause" -> new Act.Pause(comment, deed.lasts(), deed.lasts().isPresent());
      case "resume" -> new Act.Resume(Optional.empty());
      case "abort" -> new Act.Abort(comment);
      case "approve" -> {
        var gate = gate(operation, deed);
        yield new Act.Approve(gate.id(), gate.digest(), comment);
      }
      case "reject" -> {
        var gate = gate(operation, deed);
        yield new Act.Reject(gate.id(), gate.digest(), comment);
      }
      case "retry" -> new Act.Retry(Subject.CURRENT);
      case "skip" -> new Act.Skip(Subject.CURRENT, comment);
      case "answer" -> new Act.Reply(Subject.CURRENT, deed.answers());
      case "done" -> new Act.Done(Subject.CURRENT, comment);
      case "finish-forward" -> new Act.FinishForward(Subject.CURRENT);
      case "go-back" -> new Act.GoBack(Subject.CURRENT);
      case "give-up" ->
          operation.rollbacks().stream()
              .filter(r -> r.progress() == RollbackRun.Progress.FAILED)
              .findFirst()
              .map(r -> new Act.GiveUp(r.id(), comment))
              .orElseThrow(
                  () -> new Unplayable(deed.at().problem("nothing fails to be undone then.")));
      case "assume-gone" -> new Act.AssumeGone(comment);
      case "acknowledge" -> new Act.Acknowledge(comment);
      case "reverse" -> new Act.Reverse(comment);
      default -> throw new IllegalStateException("not known: " + deed.does());
    };
  }

  private static OpenGate gate(Operation operation, Deed deed) {
    return operation
        .gate()
        .orElseThrow(
            () ->
                new Unplayable(
                    deed.at()
                        .problem(
                            "nobody is asked to approve anything then: it %s.",
                            operation.state().verb())));
  }

  /** What was answered otherwise than expected, and what never came to be done. */
  List<Problem> mismatches(Operation operation) {
    var problems = new ArrayList<>(mismatches);
    if (done < all.size()) {
      Deed deed = all.get(done);
      problems.add(
          deed.at()
              .problem(
                  "%s by %s was never done: %sit %s.",
                  deed.does(),
                  deed.by(),
                  deed.moment() == Moment.NOW
                      ? ""
                      : "nothing came to be %s %s; "
                          .formatted(deed.moment().name().toLowerCase(Locale.ROOT), deed.of()),
                  operation.state().verb()));
    }
    return problems;
  }
}
