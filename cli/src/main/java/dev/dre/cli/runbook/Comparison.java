package dev.dre.cli.runbook;

import dev.dre.config.At;
import dev.dre.config.Problem;
import dev.dre.config.RunbookTests.Case;
import dev.dre.config.RunbookTests.Deed;
import dev.dre.config.RunbookTests.Expected;
import dev.dre.config.RunbookTests.Gate;
import dev.dre.config.RunbookTests.Moment;
import dev.dre.config.RunbookTests.Text;
import dev.dre.config.Suggestion;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Happening;
import dev.dre.operations.plan.PlannedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a test expects, beside what has happened. */
final class Comparison {

  private static final List<String> STATES =
      Arrays.stream(State.values()).map(State::words).toList();

  private static final List<String> BECAUSE =
      Arrays.stream(BlockedBecause.values()).map(Comparison::words).toList();

  private final Play play;
  private final List<Problem> mismatches = new ArrayList<>();

  private Comparison(Play play) {
    this.play = play;
  }

  /** Each thing that is not as expected; none when all is. */
  static List<Problem> of(Case test, Play play) {
    var comparison = new Comparison(play);
    comparison.mismatches.addAll(play.deeds().mismatches(play.operation()));
    comparison.compare(test.expected());
    return comparison.mismatches;
  }

  private void compare(Expected expected) {
    Operation operation = play.operation();
    expected.state().ifPresent(state -> same(state, operation.state().words()));
    expected
        .because()
        .ifPresent(
            because ->
                same(
                    because,
                    operation.status().trouble().map(t -> words(t.because())).orElse("nothing")));
    expected.steps().ifPresent(steps -> sameList(steps, "steps", started().stream().toList()));
    expected
        .never()
        .forEach(
            step -> {
              started().stream()
                  .filter(id -> id.equals(step.text()) || play.isEntryOf(id, step.text()))
                  .forEach(id -> mismatches.add(step.at().problem("%s was started.", id)));
            });
    expected.gates().ifPresent(this::gates);
    expected
        .undone()
        .ifPresent(
            undone ->
                sameList(
                    undone,
                    "undone",
                    happened(Happening.RolledBack.class).map(back -> back.undoes()).toList()));
    expected.left().ifPresent(left -> sameList(left, "left", left()));
    says(expected);
    expected
        .outputs()
        .forEach(
            (step, values) ->
                values.forEach(
                    (name, value) ->
                        same(
                            value,
                            operation.steps().stream()
                                .filter(run -> run.id().value().equals(step))
                                .map(StepRun::outputs)
                                .map(outputs -> outputs.getOrDefault(name, "not reported"))
                                .findFirst()
                                .orElse("no such step"))));
  }

  private static String words(BlockedBecause because) {
    return because.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private <T extends Happening> Stream<T> happened(Class<T> kind) {
    return play.story().stream().map(Told::what).filter(kind::isInstance).map(kind::cast);
  }

  /** Handed over counts: a person starts it then. */
  private List<String> started() {
    return play.story().stream()
        .map(Told::what)
        .flatMap(
            what ->
                switch (what) {
                  case Happening.StepStarted step -> Stream.of(step.step().value());
                  case Happening.HandedOver step -> Stream.of(step.step().value());
                  case Happening.Asked step -> Stream.of(step.step().value());
                  default -> Stream.empty();
                })
        .toList();
  }

  /** At the end, or when somebody had to look at it. */
  private List<String> left() {
    return happened(Happening.Ended.class)
        .map(Happening.Ended::left)
        .findFirst()
        .or(
            () ->
                happened(Happening.LeftBehind.class)
                    .map(Happening.LeftBehind::left)
                    .reduce((earlier, later) -> later))
        .orElse(List.of());
  }

  private void gates(List<Gate> expected) {
    List<SeenGate> seen = play.gates();
    var steps = seen.stream().map(gate -> gate.gate().step().value()).toList();
    for (int i = 0; i < expected.size(); i++) {
      Gate gate = expected.get(i);
      if (i >= seen.size()) {
        mismatches.add(
            gate.step()
                .at()
                .problem(
                    "expected that people are asked before %s; they were asked before: %s",
                    gate.step().text(), listed(steps)));
        return;
      }
      if (!gate.step().text().equals(steps.get(i))) {
        same(gate.step(), steps.get(i));
        continue;
      }
      gate(gate, seen.get(i));
    }
    if (seen.size() > expected.size()) {
      At at = expected.isEmpty() ? play.at() : expected.getLast().step().at();
      mismatches.add(
          at.problem(
              "people were asked more often than expected: before %s",
              listed(steps.subList(expected.size(), steps.size()))));
    }
  }

  private void gate(Gate expected, SeenGate seen) {
    var policy = seen.gate().request().policy();
    expected.policy().ifPresent(name -> same(name, policy.name()));
    expected.needs().ifPresent(count -> same(count, String.valueOf(policy.required())));
    expected
        .from()
        .ifPresent(
            from -> sameList(from, "from", policy.from().stream().map(p -> p.toString()).toList()));
    for (Text who : expected.could()) {
      String why = seen.could().getOrDefault(who.text(), "not known");
      if (!why.isEmpty()) {
        mismatches.add(who.at().problem("%s could not have approved: %s", who.text(), why));
      }
    }
    for (Text who : expected.couldNot()) {
      if (seen.could().getOrDefault(who.text(), "not known").isEmpty()) {
        mismatches.add(who.at().problem("%s could have approved.", who.text()));
      }
    }
    expected
        .ends()
        .ifPresent(
            end ->
                same(
                    end,
                    Optional.ofNullable(play.operation().closedGates().get(seen.gate().id()))
                        .map(closed -> closed.result().name().toLowerCase(Locale.ROOT))
                        .orElse("open")));
  }

  private void says(Expected expected) {
    var said = play.story().stream().map(Told::words).filter(w -> !w.isEmpty()).toList();
    int from = 0;
    for (Text text : expected.says()) {
      int at = from;
      while (at < said.size() && !matches(text, said.get(at))) {
        at++;
      }
      if (at == said.size()) {
        boolean earlier = said.stream().anyMatch(words -> matches(text, words));
        mismatches.add(
            text.at()
                .problem(
                    "expected that the thread says \"%s\"%s",
                    text.text(),
                    earlier ? "; it says so, but not at this place of the story." : "."));
      } else {
        // One message can say more than one thing that is expected.
        from = at;
      }
    }
    for (Text text : expected.neverSays()) {
      said.stream()
          .filter(words -> matches(text, words))
          .findFirst()
          .ifPresent(
              words ->
                  mismatches.add(
                      text.at().problem("the thread says \"%s\": %s", text.text(), words)));
    }
  }

  private static boolean matches(Text text, String words) {
    return text.exact() ? words.equals(text.text()) : words.contains(text.text());
  }

  private void same(Text expected, String found) {
    if (!expected.text().equals(found)) {
      mismatches.add(
          expected.at().problem("expected \"%s\", found \"%s\".", expected.text(), found));
    }
  }

  private void sameList(List<Text> expected, String what, List<String> found) {
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String one = i < expected.size() ? expected.get(i).text() : "";
      String other = i < found.size() ? found.get(i) : "";
      if (!one.equals(other)) {
        At at =
            i < expected.size()
                ? expected.get(i).at()
                : expected.isEmpty() ? play.at() : expected.getLast().at();
        mismatches.add(
            at.problem(
                "expected %s at place %d, found %s. All that was found (%s): %s",
                one.isEmpty() ? "nothing more" : "\"" + one + "\"",
                i + 1,
                other.isEmpty() ? "nothing more" : "\"" + other + "\"",
                what,
                listed(found)));
        return;
      }
    }
  }

  private static String listed(List<String> all) {
    return all.isEmpty() ? "nothing." : String.join(", ", all) + ".";
  }

  /** Names that no plan and no operation has, so that nothing could ever be as is expected. */
  static List<Problem> unknown(Case test, Play play) {
    var problems = new ArrayList<Problem>();
    Set<String> steps = new LinkedHashSet<>();
    var operation = play.operation();
    Stream.concat(play.planned().steps().stream(), operation.plan().steps().stream())
        .map(PlannedStep::id)
        .forEach(id -> steps.add(id.value()));
    var expected = test.expected();
    Stream.of(
            expected.steps().orElse(List.of()).stream(),
            expected.never().stream(),
            expected.gates().orElse(List.of()).stream().map(Gate::step))
        .flatMap(texts -> texts)
        .filter(text -> !steps.contains(text.text()))
        .forEach(
            text ->
                problems.add(
                    text.at().problem("%s", Suggestion.unknown("step", text.text(), steps))));
    for (Deed deed : test.acts()) {
      boolean ofStep = deed.moment() != Moment.NOW && deed.moment() != Moment.STATE;
      if (ofStep && !steps.contains(deed.of())) {
        problems.add(deed.at().problem("%s", Suggestion.unknown("step", deed.of(), steps)));
      }
      if (deed.moment() == Moment.STATE && !STATES.contains(deed.of())) {
        problems.add(deed.at().problem("%s", Suggestion.unknown("state", deed.of(), STATES)));
      }
    }
    expected
        .state()
        .filter(state -> !STATES.contains(state.text()))
        .ifPresent(
            state ->
                problems.add(
                    state.at().problem("%s", Suggestion.unknown("state", state.text(), STATES))));
    expected
        .because()
        .filter(because -> !BECAUSE.contains(because.text()))
        .ifPresent(
            because ->
                problems.add(
                    because
                        .at()
                        .problem("%s", Suggestion.unknown("reason", because.text(), BECAUSE))));
    return problems;
  }
}
