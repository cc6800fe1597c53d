package dev.dre.operations;

import dev.dre.approvals.Escalation;
import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.config.expression.ValueType;
import dev.dre.operations.plan.MaxPause;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedOutput;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Plans as operators might write them, and odder ones. */
final class RandomPlans {

  private static final String[] CLUSTERS = {"cluster-a", "cluster-b", "cluster-c"};

  private RandomPlans() {}

  static Plan plan(RandomGenerator random) {
    int count = 1 + random.nextInt(5);
    // Steps from this one on lie behind the switch; often there is none.
    int reverse = random.nextInt(2 * count);
    int complete = reverse + random.nextInt(count);
    var steps = new StepSketch[count];
    for (int i = 0; i < count; i++) {
      Zone zone = i >= complete ? Zone.COMPLETE : i >= reverse ? Zone.REVERSE : Zone.CANCEL;
      steps[i] = step(random, i, zone);
    }
    expand(random, steps, reverse);
    group(random, steps, reverse, complete);
    var sketch = PlanSketch.plan(steps);
    for (int i = random.nextInt(3); i > 0; i--) {
      sketch.lookingForResidueOn(CLUSTERS[i]);
    }
    if (count > 1 && random.nextInt(3) == 0) {
      int from = random.nextInt(count - 1);
      int to = from + 1 + random.nextInt(count - 1 - from);
      sketch.guarded(
          id(from),
          id(to),
          random.nextBoolean() ? PlannedGuard.Then.PAUSE : PlannedGuard.Then.ABORT);
    }
    if (random.nextInt(3) == 0) {
      sketch.pausedAtMost(
          Duration.ofHours(1 + random.nextInt(3)),
          random.nextBoolean() ? MaxPause.Then.ABORT : MaxPause.Then.PAGE);
    }
    if (random.nextInt(6) == 0) {
      sketch.shadowed();
    }
    if (random.nextInt(3) == 0) {
      sketch.reversible();
    }
    return sketch.planned();
  }

  /** Sometimes a step before the switch is run for each entry of a list that the first reports. */
  private static void expand(RandomGenerator random, StepSketch[] steps, int reverse) {
    int last = Math.min(steps.length, reverse);
    if (last < 2 || steps[0].asks() || random.nextInt(4) > 0) {
      return;
    }
    int place = 1 + random.nextInt(last - 1);
    if (steps[place].isJob()) {
      steps[0].reports(new PlannedOutput("tables", ValueType.LIST));
      int atMost = steps[place].isGated() ? 1 : 1 + random.nextInt(3);
      steps[place].forEach("step_a", "tables", atMost).skippable();
    }
  }

  /** Some neighbours before the switch, or behind it, run beside each other. */
  private static void group(RandomGenerator random, StepSketch[] steps, int reverse, int complete) {
    int from = random.nextInt(steps.length);
    int zoneEnds = from < reverse ? reverse : from < complete ? complete : steps.length;
    int to = Math.min(from + 2 + random.nextInt(3), Math.min(zoneEnds, steps.length));
    if (to - from < 2 || random.nextInt(2) == 0 || anyStandsAlone(steps, from, to)) {
      return;
    }
    int atMost = 2 + random.nextInt(2);
    for (int i = from; i < to; i++) {
      steps[i].beside("group", atMost);
    }
  }

  /** Questions, and what becomes several steps, have no place beside other steps. */
  private static boolean anyStandsAlone(StepSketch[] steps, int from, int to) {
    return Arrays.stream(steps, from, to).anyMatch(s -> s.asks() || s.standsForAll());
  }

  private static StepSketch step(RandomGenerator random, int position, Zone zone) {
    String id = id(position);
    switch (random.nextInt(13)) {
      case 3 -> {
        return conditions(
            random,
            StepSketch.ask(
                    id, random.nextBoolean(), Principal.group("dre"), Principal.user("U0EVE01"))
                .skippable());
      }
      case 0 -> {
        return conditions(random, StepSketch.watch(id).skippable());
      }
      case 1 -> {
        return conditions(random, StepSketch.sleep(id, Duration.ofMinutes(10)));
      }
      case 2 -> {
        return conditions(random, StepSketch.approve(id));
      }
      default -> {}
    }
    if (random.nextInt(4) == 0) {
      return gate(random, position, StepSketch.look(id));
    }
    StepSketch step =
        switch (random.nextInt(7)) {
          case 0 -> StepSketch.call(id).in(zone);
          case 1 -> StepSketch.workflow(id).in(zone);
          default -> StepSketch.step(id).in(zone);
        };
    for (int i = random.nextInt(4); i > 0; i--) {
      step.undoneOn(CLUSTERS[random.nextInt(CLUSTERS.length)]);
    }
    if (random.nextInt(3) == 0) {
      step.idempotent(random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      step.redoneAfterAPause();
    }
    if (zone == Zone.CANCEL && random.nextInt(4) == 0) {
      step.skippable();
    }
    return gate(random, position, conditions(random, step));
  }

  private static String id(int position) {
    return "step_" + (char) ('a' + position);
  }

  private static StepSketch conditions(RandomGenerator random, StepSketch step) {
    if (random.nextInt(6) == 0) {
      step.when("true");
    }
    if (random.nextInt(5) == 0) {
      step.requiring();
    }
    return random.nextInt(6) == 0 ? step.expectedToTake(Duration.ofMinutes(1)) : step;
  }

  private static StepSketch gate(RandomGenerator random, int position, StepSketch step) {
    if (random.nextInt(3) > 0) {
      return step;
    }
    if (position > 0) {
      step.showing("step_a", "lag");
    }
    return step.gated(policy(random));
  }

  private static Policy policy(RandomGenerator random) {
    return new Policy(
        "prod-risky",
        1 + random.nextInt(2),
        List.of(Principal.group("dre")),
        true,
        false,
        Duration.ofHours(4),
        random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMinutes(50)),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Escalation(Duration.ofHours(1), Principal.user("U0EVE01"))));
  }
}
