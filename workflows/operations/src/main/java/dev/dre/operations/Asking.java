package dev.dre.operations;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.config.Suggestion;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step that waits for people's answers. Only who is asked can answer, as often as they like while
 * it waits; the last answer counts. A pause stops its clock and takes answers; what was answered
 * before the deadline counts when it is asked again.
 */
final class Asking {

  private Asking() {}

  static void begin(Draft draft, StepRun run) {
    StepAction.Ask ask = ask(draft, run.id());
    StepRun started = run.started(draft.now);
    draft.put(started);
    Instant until = draft.now.plus(ask.deadline());
    draft.work =
        Optional.of(
            new Work.Asking(
                run.id(), run.attempt(), until, reminder(draft, ask), Optional.empty()));
    draft.become(State.WAITING);
    draft.emit(
        new Happening.Asked(
            run.id(),
            draft.planned(run.id()).title(),
            run.attempt(),
            draft.position(run.id()),
            draft.steps().size(),
            missing(ask, run),
            ask.all(),
            until));
    if (missing(ask, started).isEmpty()) {
      finish(draft, started);
    }
  }

  private static Optional<Instant> reminder(Draft draft, StepAction.Ask ask) {
    return ask.remind().map(draft.now::plus);
  }

  static Answer reply(Draft draft, Command command) {
    if (!(draft.work.orElse(null) instanceof Work.Asking asking)) {
      return refused("nothing is asked.");
    }
    StepRun run = draft.step(asking.step());
    StepAction.Ask ask = ask(draft, run.id());
    var as = ask.of().stream().filter(p -> p.covers(command.actor(), command.groups())).toList();
    if (as.isEmpty()) {
      return refused(
          "only %s can answer this.",
          ask.of().stream().map(Principal::words).collect(Collectors.joining(", ")));
    }
    var before = of(run, command.actor());
    var answers = completed(ask, before, ((Act.Reply) command.act()).answers());
    var problem = problem(ask, answers);
    if (problem.isPresent()) {
      return refused("%s", problem.get());
    }
    if (before.filter(r -> r.answers().equals(answers)).isPresent()) {
      return alreadySo("You have answered just that.");
    }
    StepRun replied = run.replied(new Reply(command.actor(), as, answers, draft.now));
    draft.put(replied);
    var missing = missing(ask, replied);
    draft.emit(
        new Happening.Replied(
            run.id(), run.attempt(), command.actor(), answers, before.isPresent(), missing));
    if (!missing.isEmpty()) {
      return accepted("Thank you. Waiting for %s.", words(missing));
    }
    if (draft.state() == State.PAUSED) {
      return accepted("Thank you. It goes on when the pause is over.");
    }
    finish(draft, replied);
    return accepted("Thank you. It goes on.");
  }

  private static Optional<Reply> of(StepRun run, Actor actor) {
    return run.replies().stream().filter(r -> r.by().equals(actor)).findFirst();
  }

  /**
   * What is not said now was said before, and what is said nowhere, or taken back by an empty
   * answer, has its default.
   */
  private static SortedMap<String, String> completed(
      StepAction.Ask ask, Optional<Reply> before, SortedMap<String, String> said) {
    var all = new TreeMap<String, String>();
    before.ifPresent(reply -> all.putAll(reply.answers()));
    all.putAll(said);
    all.values().removeIf(String::isBlank);
    ask.questions().forEach(q -> q.otherwise().ifPresent(value -> all.putIfAbsent(q.id(), value)));
    ask.questions().forEach(q -> all.computeIfPresent(q.id(), (id, value) -> q.normalized(value)));
    return all;
  }

  private static Optional<String> problem(StepAction.Ask ask, SortedMap<String, String> answers) {
    var known = ask.questions().stream().map(Question::id).toList();
    var unknown = answers.keySet().stream().filter(id -> !known.contains(id)).findFirst();
    if (unknown.isPresent()) {
      return unknown.map(id -> Suggestion.unknown("question", id, known));
    }
    return ask.questions().stream()
        .flatMap(q -> problem(q, Optional.ofNullable(answers.get(q.id()))).stream())
        .findFirst();
  }

  private static Optional<String> problem(Question question, Optional<String> answer) {
    if (answer.isEmpty()) {
      return question.isMandatory()
          ? Optional.of("%s is not answered (%s).".formatted(question.id(), question.title()))
          : Optional.empty();
    }
    return answer.flatMap(question::problemOf).map(problem -> question.id() + ": " + problem);
  }

  /** Who has not answered; nobody once one answer is there where one is enough. */
  static List<Principal> missing(StepAction.Ask ask, StepRun run) {
    if (!ask.all() && !run.replies().isEmpty()) {
      return List.of();
    }
    var counted = run.replies().stream().map(Reply::as).flatMap(Collection::stream).toList();
    return ask.of().stream().filter(p -> !counted.contains(p)).toList();
  }

  private static String words(List<Principal> all) {
    return all.stream().map(Principal::words).collect(Collectors.joining(", "));
  }

  private static void finish(Draft draft, StepRun run) {
    StepAction.Ask ask = ask(draft, run.id());
    draft.emit(new Happening.AllReplied(run.id(), run.attempt(), ask.questions(), run.replies()));
    Proceeding.succeeded(draft, run, outputs(ask, run.replies()));
  }

  /** Of one the answers, of several a list for each question. */
  private static SortedMap<String, String> outputs(StepAction.Ask ask, List<Reply> replies) {
    if (!ask.all()) {
      return replies.getLast().answers();
    }
    var outputs = new TreeMap<String, String>();
    for (Question question : ask.questions()) {
      var said = new ArrayList<String>();
      replies.forEach(r -> Stream.ofNullable(r.answers().get(question.id())).forEach(said::add));
      outputs.put(question.id(), json(said));
    }
    return outputs;
  }

  private static String json(List<String> texts) {
    try {
      return OperationJson.mapper().writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written", e);
    }
  }

  /** Nobody's time runs out under a pause. */
  static void freeze(Draft draft) {
    if (draft.work.orElse(null) instanceof Work.Asking asking && asking.frozen().isEmpty()) {
      var left = Duration.between(draft.now, asking.until());
      draft.work = Optional.of(asking.frozen(left.isNegative() ? Duration.ZERO : left));
    }
  }

  /** The pause is over: the clock goes on, or the step is done because all have answered. */
  static void thaw(Draft draft) {
    if (draft.work.orElse(null) instanceof Work.Asking asking && asking.frozen().isPresent()) {
      StepRun run = draft.step(asking.step());
      StepAction.Ask ask = ask(draft, run.id());
      draft.work =
          Optional.of(asking.until(draft.now.plus(asking.frozen().get()), reminder(draft, ask)));
      if (missing(ask, run).isEmpty()) {
        finish(draft, run);
      }
    }
  }

  /** When somebody is to be reminded, or has had the time; empty under a pause. */
  static Optional<Instant> next(Work work) {
    return work instanceof Work.Asking asking && asking.frozen().isEmpty()
        ? asking
            .reminder()
            .filter(at -> at.isBefore(asking.until()))
            .or(() -> Optional.of(asking.until()))
        : Optional.empty();
  }

  static void tick(Draft draft) {
    if (!(draft.work.orElse(null) instanceof Work.Asking asking)
        || next(asking).filter(at -> !draft.now.isBefore(at)).isEmpty()) {
      return;
    }
    StepRun run = draft.step(asking.step());
    StepAction.Ask ask = ask(draft, run.id());
    var missing = missing(ask, run);
    if (!draft.now.isBefore(asking.until())) {
      draft.put(run.ended(StepStatus.NOT_DONE, draft.now));
      draft.becomeBlocked(BlockedBecause.UNANSWERED, words(missing) + " did not answer in time");
      return;
    }
    draft.work = Optional.of(asking.until(asking.until(), reminder(draft, ask)));
    draft.emit(new Happening.Reminded(run.id(), run.attempt(), missing, asking.until()));
  }

  private static StepAction.Ask ask(Draft draft, StepId step) {
    return (StepAction.Ask) draft.planned(step).action();
  }
}
