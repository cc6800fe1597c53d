package dev.dre.cli.runbook;

import dev.dre.config.At;
import dev.dre.config.RunbookTests;
import dev.dre.config.RunbookTests.Case;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.State;
import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Event;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Plan;
import dev.dre.words.ThreadText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One operation from its start until nothing more happens by itself, by the rules of real ones.
 * Only time, clusters and people are played.
 */
final class Play {

  private static final String THREAD = "thread";

  /** Longer than any runbook lasts: something is said to begin again and again. */
  private static final Duration LONGEST = Duration.ofDays(400);

  private final RunbookTests tests;
  private final Case test;
  private final Plan planned;
  private final Givens givens;
  private final Effects effects;
  private final Deeds deeds;
  private final List<Told> story = new ArrayList<>();
  private final List<SeenGate> gates = new ArrayList<>();
  private final SortedMap<EffectId, InFlight> inFlight = new TreeMap<>();
  private Instant now;
  private Operation operation;

  Play(RunbookTests tests, Case test, Plan plan, String workspace) {
    this.tests = tests;
    this.test = test;
    this.planned = plan;
    this.now = test.start();
    this.givens = new Givens(test);
    this.deeds = new Deeds(test, tests.people(), workspace);
    this.operation =
        Operation.start(
            new OperationRequest(
                OperationId.of(plan.runbook(), plan.datastore().name().value(), test.name()),
                deeds.actor(test.by()),
                "C0TEST",
                plan,
                Digest.of(plan),
                List.of(THREAD)),
            now);
    this.effects = new Effects(test, givens, this::operation);
  }

  /**
   * Plays it.
   *
   * @throws Unplayable when something happens of which the test does not say what comes of it
   */
  void run() {
    while (step()) {
      if (Duration.between(test.start(), now).compareTo(LONGEST) > 0) {
        throw new Unplayable(
            test.at()
                .problem(
                    "does not come to rest: after %d days it %s still. Give it an end, or say who does something about it.",
                    LONGEST.toDays(), operation.state().verb()));
      }
    }
  }

  /** Whether {@code step} is one of those that took the place of {@code list}. */
  boolean isEntryOf(String step, String list) {
    return operation.steps().stream()
        .filter(run -> run.id().value().equals(step))
        .flatMap(run -> operation.planOf(run).each().stream())
        .flatMap(each -> each.of().stream())
        .anyMatch(of -> of.value().equals(list));
  }

  /** The plan as it was at the start. */
  Plan planned() {
    return planned;
  }

  At at() {
    return test.at();
  }

  Operation operation() {
    return operation;
  }

  List<Told> story() {
    return story;
  }

  List<SeenGate> gates() {
    return gates;
  }

  Givens givens() {
    return givens;
  }

  Deeds deeds() {
    return deeds;
  }

  /** One thing that happens; false when nothing more does. */
  private boolean step() {
    if (tell() || reconcile()) {
      return true;
    }
    if (operation.state().isFinal()) {
      return false;
    }
    var next =
        inFlight.entrySet().stream()
            .min(Comparator.comparing((Map.Entry<EffectId, InFlight> e) -> e.getValue().due()));
    Instant due = next.map(e -> e.getValue().due()).orElse(Instant.MAX);
    Optional<Instant> deed = deeds.due(operation, now);
    // What happens at the same moment happens before somebody acts on it.
    if (deed.isPresent()
        && (deed.get().isBefore(due) || (deed.get().equals(now) && due.isAfter(now)))) {
      now = deed.get();
      operation = deeds.act(operation, now);
      return true;
    }
    if (next.isEmpty() || due.equals(Instant.MAX) || (deed.isEmpty() && rests())) {
      return false;
    }
    now = due;
    next.get()
        .getValue()
        .comes(now)
        .ifPresent(
            outcome -> {
              inFlight.remove(next.get().getKey());
              operation = operation.observe(next.get().getKey(), outcome, now);
            });
    return true;
  }

  /** Whether it stands still until somebody does something: reminders would come for ever. */
  private boolean rests() {
    boolean waits =
        inFlight.keySet().stream().allMatch(id -> id.isTimer() || id.value().startsWith("guard/"));
    State state = operation.state();
    return waits
        && (state == State.BLOCKED
            || state == State.NEEDS_ATTENTION
            || (state == State.ABORTING && !operation.holds().isEmpty())
            || inFlight.keySet().stream().noneMatch(EffectId::isTimer));
  }

  /** Tells what has happened since, as it is now; false when there was nothing. */
  private boolean tell() {
    var delivery =
        operation.effects().entrySet().stream()
            .filter(e -> e.getValue() instanceof Effect.Deliver)
            .findFirst();
    if (delivery.isEmpty() || !(delivery.get().getValue() instanceof Effect.Deliver deliver)) {
      return false;
    }
    for (Event event : deliver.events()) {
      String words = PlainText.of(ThreadText.of(operation, event), tests.people());
      story.add(new Told(Duration.between(test.start(), event.at()), event.what(), words));
      SeenGate.of(operation, event, deeds).ifPresent(gates::add);
    }
    long last = deliver.events().getLast().sequence();
    operation =
        operation.observe(
            delivery.get().getKey(), new Outcome.Delivered(last, new TreeMap<>()), now);
    return true;
  }

  /** Starts what is wanted, and stops what is not; false when all is as it should be. */
  private boolean reconcile() {
    var wanted = operation.effects();
    inFlight.keySet().removeIf(id -> !wanted.containsKey(id));
    var awaited = operation.awaited();
    if (!awaited.isEmpty()) {
      operation = operation.observe(awaited.getFirst(), new Outcome.Cancelled(), now);
      return true;
    }
    wanted.forEach(
        (id, effect) -> {
          if (!inFlight.containsKey(id)) {
            inFlight.put(id, effects.start(effect, now));
          }
        });
    return false;
  }
}
