package dev.dre.cli.runbook;

import dev.dre.config.Configuration;
import dev.dre.config.Problem;
import dev.dre.config.RunbookTests;
import dev.dre.config.RunbookTests.Case;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Planner;
import dev.dre.words.StartText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Plays the tests of a file, each by itself. */
final class Player {

  private final Configuration configuration;

  Player(Configuration configuration) {
    this.configuration = configuration;
  }

  List<Result> play(RunbookTests tests) {
    return tests.cases().stream().map(test -> play(tests, test)).toList();
  }

  private Result play(RunbookTests tests, Case test) {
    String mode = test.mode().map(m -> " --mode " + m).orElse("");
    var planned =
        new Planner(configuration)
            .plan(tests.runbook().name(), test.arguments() + mode, datastore -> Optional.empty());
    return switch (planned) {
      case PlanResult.Refused refused -> refused(test, refused.why());
      case PlanResult.Planned(Plan plan) ->
          refusalToStart(tests, test, plan)
              .map(why -> refused(test, why))
              .orElseGet(() -> play(tests, test, plan));
    };
  }

  /** As a chat says it to who may not start it. */
  private Optional<String> refusalToStart(RunbookTests tests, Case test, Plan plan) {
    var person = Objects.requireNonNull(tests.people().get(test.by()));
    var actor = Deeds.actor(person, configuration.settings().workspace());
    return plan.rights().allow(Right.START, actor, person.groups())
        ? Optional.empty()
        : Optional.of(StartText.notAllowed(plan));
  }

  private static Result refused(Case test, String why) {
    var problems = new ArrayList<Problem>();
    var expected = test.expected().refused();
    if (expected.isEmpty()) {
      problems.add(test.at().problem("was refused: %s", why));
    } else if (!why.contains(expected.get().text())) {
      problems.add(
          expected
              .get()
              .at()
              .problem("expected a refusal with \"%s\", found: %s", expected.get().text(), why));
    }
    return new Result(
        test.at(), test.name(), problems, new Givens(test).saidForNothing(), List.of());
  }

  private Result play(RunbookTests tests, Case test, Plan plan) {
    var play = new Play(tests, test, plan, configuration.settings().workspace());
    var mistakes = new ArrayList<Problem>(play.givens().unknown(plan));
    var mismatches = new ArrayList<Problem>();
    if (mistakes.isEmpty()) {
      try {
        play.run();
        mismatches.addAll(Comparison.of(test, play));
        test.expected()
            .refused()
            .ifPresent(
                text ->
                    mismatches.add(text.at().problem("expected a refusal, and it was started.")));
        // What was not used is told of a story that went as it should: else it misleads.
        if (mismatches.isEmpty()) {
          mistakes.addAll(play.givens().unused());
        }
      } catch (Unplayable e) {
        mistakes.add(e.problem());
      }
    }
    mistakes.addAll(Comparison.unknown(test, play));
    return new Result(test.at(), test.name(), mismatches, mistakes, play.story());
  }
}
