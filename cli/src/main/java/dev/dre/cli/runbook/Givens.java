package dev.dre.cli.runbook;

import dev.dre.config.At;
import dev.dre.config.Problem;
import dev.dre.config.RunbookTests.Attempt;
import dev.dre.config.RunbookTests.Case;
import dev.dre.config.RunbookTests.End;
import dev.dre.config.RunbookTests.Given;
import dev.dre.config.RunbookTests.Seen;
import dev.dre.config.RunbookTests.Times;
import dev.dre.config.RunbookTests.Verified;
import dev.dre.config.Suggestion;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a test gives, and what of it was of use. */
final class Givens {

  private final Case test;
  private final Map<At, Integer> times = new HashMap<>();
  private final Set<At> used = new HashSet<>();

  Givens(Case test) {
    this.test = test;
  }

  /**
   * What becomes of attempt {@code number} of {@code step}, counted from 1; empty: nothing is said.
   */
  Optional<Attempt> attempt(StepId step, int number) {
    Optional<Given> given = given(step);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    used.add(given.get().at());
    List<Attempt> attempts = given.get().attempts();
    int index = given.get().always() ? 0 : Math.max(1, number) - 1;
    if (index >= attempts.size()) {
      throw new Unplayable(
          given
              .get()
              .at()
              .problem(
                  "attempt %d of %s is made, but only %d %s given: add what becomes of it.",
                  number, step, attempts.size(), attempts.size() == 1 ? "is" : "are"));
    }
    used.add(attempts.get(index).at());
    return Optional.of(attempts.get(index));
  }

  /** Of a step that was one for all of a list: what is given for the one that stands for all. */
  private Optional<Given> given(StepId step) {
    return Optional.ofNullable(test.given().get(step.value()))
        .or(() -> Optional.ofNullable(test.given().get(step.value().replaceFirst("_\\d+$", ""))));
  }

  /** What is found the next time it is looked what an attempt did. */
  Verified verify(StepId step, int attempt) {
    return next(
        attempt(step, attempt).map(Attempt::verify),
        "it is looked what %s did (attempt %d), but what is found is not given: add verify: done, not-done or partial."
            .formatted(step, attempt),
        step);
  }

  /** Whether anything is said of what is seen before an attempt of {@code step} starts. */
  boolean saysWhatIsSeenBefore(StepId step, int number) {
    return given(step).isPresent()
        && attempt(step, number).filter(attempt -> !attempt.require().all().isEmpty()).isPresent();
  }

  /** What is seen the next time it is looked whether a step can start. */
  Seen require(StepId step, int attempt) {
    return next(
        attempt(step, attempt).map(Attempt::require),
        "it is looked whether %s can start, but what is seen is not given: add require: { outputs: … }."
            .formatted(step),
        step);
  }

  private <T> T next(Optional<Times<T>> given, String missing, StepId step) {
    if (given.isEmpty() || given.get().all().isEmpty()) {
      throw new Unplayable(placeOf(step).problem("%s", missing));
    }
    Times<T> all = given.get();
    int index = all.always() ? 0 : times.merge(all.at(), 1, Integer::sum) - 1;
    if (index >= all.all().size()) {
      throw new Unplayable(all.at().problem("%s Only %d are given.", missing, all.all().size()));
    }
    used.add(all.at());
    return all.all().get(index);
  }

  /** Where what is missing of {@code step} should stand. */
  At placeOf(StepId step) {
    return given(step).map(Given::at).orElse(test.at());
  }

  /**
   * What comes of the next try to undo an attempt on {@code cluster}; nothing said: it is undone.
   */
  Optional<End> undo(StepId step, int attempt, ClusterName cluster) {
    Optional<Attempt> given = given(step).isPresent() ? attempt(step, attempt) : Optional.empty();
    if (given.isEmpty() || !given.get().undone().containsKey(cluster.value())) {
      return Optional.empty();
    }
    List<End> tries = given.get().undone().get(cluster.value());
    int index = times.merge(tries(given.get(), cluster.value()), 1, Integer::sum) - 1;
    return index < tries.size() ? Optional.of(tries.get(index)) : Optional.empty();
  }

  private static At tries(Attempt attempt, String cluster) {
    return new At(
        attempt.at().file(), attempt.at().line(), attempt.at().key() + ".undo." + cluster);
  }

  /** Whether anything is said of {@code guard}. */
  boolean saysSomethingOf(PlannedGuard guard) {
    return test.guards().containsKey(guard.id());
  }

  /** What {@code guard} sees now; empty: that all is well. */
  Optional<Seen> guard(PlannedGuard guard, Predicate<Seen> fits) {
    var seen =
        test.guards().getOrDefault(guard.id(), List.of()).stream()
            .filter(fits)
            .reduce((earlier, later) -> later);
    seen.ifPresent(s -> used.add(s.at()));
    return seen;
  }

  /** What names something that the plan does not have. */
  List<Problem> unknown(Plan plan) {
    var problems = new ArrayList<Problem>();
    var steps = new LinkedHashSet<String>();
    plan.steps().forEach(step -> steps.add(step.id().value()));
    var lists =
        plan.steps().stream().filter(PlannedStep::standsForAll).map(s -> s.id().value()).toList();
    test.given()
        .forEach(
            (step, given) -> {
              boolean entry = lists.contains(step.replaceFirst("_\\d+$", ""));
              if (!steps.contains(step) && !entry) {
                problems.add(given.at().problem("%s", Suggestion.unknown("step", step, steps)));
              }
            });
    var guards = plan.guards().stream().map(PlannedGuard::id).toList();
    test.guards()
        .forEach(
            (guard, seen) -> {
              if (!guards.contains(guard)) {
                problems.add(
                    seen.getFirst().at().problem("%s", Suggestion.unknown("guard", guard, guards)));
              }
            });
    test.guards().values().stream()
        .flatMap(List::stream)
        .filter(seen -> seen.during().filter(step -> !steps.contains(step)).isPresent())
        .forEach(
            seen ->
                problems.add(
                    seen.at()
                        .problem(
                            "%s", Suggestion.unknown("step", seen.during().orElse(""), steps))));
    var looked = plan.residue().stream().map(job -> job.where().value()).distinct().toList();
    test.left().keySet().stream()
        .filter(cluster -> !looked.contains(cluster))
        .forEach(
            cluster ->
                problems.add(
                    test.at()
                        .problem(
                            "left: %s",
                            Suggestion.unknown(
                                "cluster that is looked at in the end", cluster, looked))));
    return problems;
  }

  /** All that this test says of itself of what happens, when nothing does. */
  List<Problem> saidForNothing() {
    var problems = new ArrayList<Problem>();
    test.given().values().stream()
        .filter(Given::own)
        .forEach(given -> problems.add(given.at().problem("was never used: it was refused.")));
    if (!test.acts().isEmpty()) {
      problems.add(test.at().problem("acts were never used: it was refused."));
    }
    return problems;
  }

  /** What this test says that was of no use: a test that says more than it tries misleads. */
  List<Problem> unused() {
    var problems = new ArrayList<Problem>();
    test.given()
        .forEach(
            (step, given) -> {
              if (given.own() && !used.contains(given.at())) {
                problems.add(
                    given.at().problem("was never used: step %s did not run in this test.", step));
              } else if (given.own()) {
                given.attempts().forEach(attempt -> unused(step, attempt, problems));
              }
            });
    test.guards()
        .forEach(
            (guard, seen) ->
                seen.stream()
                    .filter(s -> !used.contains(s.at()))
                    .forEach(
                        s ->
                            problems.add(
                                s.at()
                                    .problem(
                                        "was never used: guard %s did not look then.", guard))));
    return problems;
  }

  private void unused(String step, Attempt attempt, List<Problem> problems) {
    if (!used.contains(attempt.at())) {
      problems.add(
          attempt.at().problem("was never used: there was no such attempt of step %s.", step));
      return;
    }
    for (Times<?> looks : List.of(attempt.verify(), attempt.require())) {
      if (!looks.all().isEmpty() && !used.contains(looks.at())) {
        problems.add(looks.at().problem("was never used: nobody looked in this test."));
      } else if (!looks.always() && times.getOrDefault(looks.at(), 0) < looks.all().size()) {
        problems.add(
            looks
                .at()
                .problem(
                    "%d looks are given, and it was looked %d times.",
                    looks.all().size(), times.getOrDefault(looks.at(), 0)));
      }
    }
    attempt
        .undone()
        .forEach(
            (cluster, tries) -> {
              At at = tries(attempt, cluster);
              if (times.getOrDefault(at, 0) < tries.size()) {
                problems.add(
                    at.problem(
                        "%d tries are given, and it was tried %d times to undo %s there.",
                        tries.size(), times.getOrDefault(at, 0), step));
              }
            });
  }
}
