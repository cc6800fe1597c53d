package dev.dre.operations;

import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.ClusterTask;
import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedOutput;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A step of a story's plan, said in a few words. */
final class StepSketch {

  private final String id;
  private final boolean readOnly;
  private final List<PlannedRollback> rollback = new ArrayList<>();
  private final List<OutputReference> evidence = new ArrayList<>();
  private Optional<Policy> policy = Optional.empty();
  private Zone zone = Zone.CANCEL;
  private boolean idempotent;
  private int retries;
  private PauseFate pause = PauseFate.FINISH;
  private List<PlannedOutput> outputs = List.of();
  private boolean skippable;
  private Optional<Duration> budget = Optional.empty();

  private Optional<StepAction> action = Optional.empty();
  private Optional<ClusterTask> verify = Optional.empty();
  private Optional<PlannedCondition> when = Optional.empty();
  private Optional<PlannedRequirement> require = Optional.empty();
  private Optional<Duration> expected = Optional.empty();
  private Optional<PlannedGroup> group = Optional.empty();
  private Optional<PlannedEach> each = Optional.empty();
  private String unverified = "";

  private StepSketch(String id, boolean readOnly) {
    this.id = id;
    this.readOnly = readOnly;
  }

  /** Changes something, has a verify, and nothing that undoes it. */
  static StepSketch step(String id) {
    return new StepSketch(id, false);
  }

  /** Changes nothing and has no verify. */
  static StepSketch look(String id) {
    return new StepSketch(id, true);
  }

  /** Lets time pass. */
  static StepSketch sleep(String id, Duration lasts) {
    return look(id).redoneAfterAPause().does(new StepAction.Sleep(lasts));
  }

  /** Looks until the lag is small. */
  static StepSketch watch(String id) {
    return look(id)
        .redoneAfterAPause()
        .does(
            new StepAction.Watch(
                job("cluster-a", "look", id),
                condition("lag < 5"),
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ZERO,
                1,
                0,
                5,
                Optional.empty()));
  }

  /** Asks people, and does nothing else. */
  static StepSketch approve(String id) {
    return look(id).does(new StepAction.Approve()).gated();
  }

  /** Asks each of {@code of} when; one answer is enough unless {@code all} have to. */
  static StepSketch ask(String id, boolean all, Principal... of) {
    return look(id)
        .redoneAfterAPause()
        .does(
            new StepAction.Ask(
                List.of(of),
                all,
                List.of(
                    new Question(
                        "when",
                        "When may it switch?",
                        Question.Type.CHOICE,
                        List.of("tonight", "tomorrow"),
                        Optional.empty(),
                        false),
                    new Question(
                        "rows",
                        "How many rows?",
                        Question.Type.NUMBER,
                        List.of(),
                        Optional.of("10"),
                        false)),
                Duration.ofHours(24),
                Optional.of(Duration.ofHours(4))));
  }

  /** Calls somebody by HTTP; nobody can look what that did. */
  static StepSketch call(String id) {
    return step(id)
        .unverified()
        .does(
            new StepAction.Call(
                new PlannedCall(
                    "POST",
                    "https://status.example/" + id,
                    new TreeMap<>(),
                    "{}",
                    List.of(),
                    Duration.ofSeconds(5),
                    new TreeMap<>())));
  }

  /** Changes an object of a cluster, and knows how that is looked at and undone. */
  static StepSketch change(String id) {
    var change =
        new PlannedChange(
            new ClusterName("cluster-a"),
            "databases",
            PlannedChange.Kind.SCALE,
            List.of(
                new PlannedChange.Target("StatefulSet", "db-42", "{\"spec\":{\"replicas\":3}}")),
            "",
            Duration.ofMinutes(15));
    StepSketch sketch = step(id).does(new StepAction.Change(change));
    sketch.verify = Optional.of(change);
    sketch.rollback.add(new PlannedRollback(change.undoes(), change));
    return sketch;
  }

  /** Starts a workflow of somebody else, which has a verify. */
  static StepSketch workflow(String id) {
    return step(id)
        .does(new StepAction.StartWorkflow("RebuildIndex", "search", "{}", Duration.ofHours(6)));
  }

  private StepSketch unverified() {
    unverified = "the page has no list";
    return this;
  }

  boolean asks() {
    return action.filter(StepAction.Ask.class::isInstance).isPresent();
  }

  /** Whether it runs a command; also one that only looks. */
  boolean isJob() {
    return action.isEmpty();
  }

  boolean isGated() {
    return policy.isPresent();
  }

  boolean standsForAll() {
    return each.isPresent();
  }

  private StepSketch does(StepAction what) {
    action = Optional.of(what);
    return this;
  }

  /** Only needed if {@code text} holds. */
  StepSketch when(String text) {
    when = Optional.of(condition(text));
    return this;
  }

  /** Starts only if the lag is small. */
  StepSketch requiring() {
    require =
        Optional.of(
            new PlannedRequirement(
                Optional.of(job("cluster-a", "require", id)),
                condition("lag < 5"),
                "The lag is too large."));
    return this;
  }

  StepSketch expectedToTake(Duration atMost) {
    expected = Optional.of(atMost);
    return this;
  }

  /** Nobody evaluates it here. */
  static PlannedCondition condition(String text) {
    return new PlannedCondition(text, new TreeMap<>());
  }

  StepSketch undoneOn(String... clusters) {
    for (String cluster : clusters) {
      rollback.add(new PlannedRollback(id + " on " + cluster, job(cluster, "undo", id)));
    }
    return this;
  }

  /** In a place of {@code cluster} that is called otherwise. */
  StepSketch undoneAt(String cluster, String place) {
    PlannedJob job = job(cluster, "undo", id);
    rollback.add(
        new PlannedRollback(
            id + " at " + place,
            new PlannedJob(
                job.cluster(),
                job.namespace(),
                job.serviceAccount(),
                job.image(),
                job.command(),
                job.env(),
                job.secrets(),
                job.volumes(),
                job.memory(),
                job.timeout(),
                Optional.of(new ClusterName(place)))));
    return this;
  }

  /** Takes one approval of the group dre, not by the requester, within four hours. */
  StepSketch gated() {
    return gated(1);
  }

  StepSketch gated(int required) {
    return gated(
        new Policy(
            "prod-risky",
            required,
            List.of(Principal.group("dre")),
            true,
            false,
            Duration.ofHours(4)));
  }

  StepSketch gated(Policy by) {
    policy = Optional.of(by);
    return this;
  }

  StepSketch showing(String step, String output) {
    evidence.add(new OutputReference(new StepId(step), output));
    return this;
  }

  StepSketch in(Zone begun) {
    zone = begun;
    return this;
  }

  StepSketch idempotent(int retriesByTheMachine) {
    idempotent = true;
    retries = retriesByTheMachine;
    return this;
  }

  StepSketch redoneAfterAPause() {
    idempotent = true;
    pause = PauseFate.REDO;
    return this;
  }

  /** What it declares that it reports. */
  StepSketch reports(PlannedOutput... declared) {
    outputs = List.of(declared);
    return this;
  }

  StepSketch skippable() {
    skippable = true;
    return this;
  }

  StepSketch within(Duration longestFence) {
    budget = Optional.of(longestFence);
    return this;
  }

  /** Runs beside the others of {@code of}, without asking anybody. */
  StepSketch beside(String of, int atMost) {
    group = Optional.of(new PlannedGroup(new StepId(of), "The group " + of, atMost));
    policy = Optional.empty();
    action = action.filter(does -> !(does instanceof StepAction.Approve));
    return this;
  }

  /**
   * Once for each of what {@code step} reports as {@code output}; {@code ${item}} is in its Job.
   */
  StepSketch forEach(String step, String output, int atMost) {
    each =
        Optional.of(
            new PlannedEach(
                "item",
                new OutputReference(new StepId(step), output),
                atMost,
                Optional.empty(),
                Optional.empty()));
    action = Optional.of(new StepAction.RunJob(job("cluster-a", "run", "${item}")));
    return this;
  }

  /** One after the other, as plans have them in which people do or watch each step. */
  StepSketch alone() {
    group = Optional.empty();
    return this;
  }

  PlannedStep planned() {
    return new PlannedStep(
        new StepId(id),
        "The step " + id,
        action.orElseGet(() -> new StepAction.RunJob(job("cluster-a", "run", id))),
        readOnly,
        policy.map(p -> new PlannedGate("high", p, "", evidence)),
        readOnly || !unverified.isEmpty()
            ? Optional.empty()
            : Optional.of(verify.orElseGet(() -> job("cluster-a", "verify", id))),
        rollback,
        zone,
        idempotent,
        retries,
        pause,
        budget,
        outputs,
        skippable,
        when,
        require,
        expected,
        "",
        unverified,
        Optional.empty(),
        group,
        each);
  }

  static PlannedJob job(String cluster, String verb, String what) {
    return new PlannedJob(
        new ClusterName(cluster),
        "payments",
        "dre",
        "toolbox@sha256:0",
        List.of("pg-migrate", verb, what),
        new TreeMap<>(),
        new TreeMap<>(),
        Duration.ofMinutes(10));
  }
}
