package dev.dre.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.approvals.Actor;
import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedCondition;
import dev.dre.operations.plan.PlannedCondition.Operand;
import dev.dre.operations.plan.PlannedDatastore;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGate.OutputReference;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.Right;
import dev.dre.operations.plan.Rights;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans for tests: the commands are the names under which a fake cluster knows what to answer. */
public final class Plans {

  public static final ClusterName A = new ClusterName("cluster-a");
  public static final ClusterName B = new ClusterName("cluster-b");
  public static final Actor ALICE = new Actor.Person("", "T0SANDBOX", "U0ALICE01");
  public static final Actor BOB = new Actor.Person("", "T0SANDBOX", "U0BOB0001");
  public static final OperationId OPERATION = new OperationId("migrate-db-42-k7f3");
  public static final OperationId NEXT_OPERATION = new OperationId("migrate-db-42-x2m9");

  private Plans() {}

  public static OperationRequest request(PlannedStep... steps) {
    return request(List.of("audit"), steps);
  }

  public static OperationRequest request(List<PlannedStep> steps) {
    return request(steps.toArray(PlannedStep[]::new));
  }

  public static OperationRequest request(List<String> sinks, PlannedStep... steps) {
    var plan =
        new Plan(
            "migrate",
            "Migrate db-42 from cluster-a to cluster-b",
            new PlannedDatastore(new DatastoreName("db-42"), "payments", "prod", A),
            new TreeMap<>(),
            Arrays.asList(steps),
            List.of(),
            List.of(job(A, "residue-a"), job(B, "residue-b")),
            rights(),
            Optional.of(B),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new OperationRequest(OPERATION, ALICE, "C0DBOPS01", plan, Digest.of(plan), sinks);
  }

  /** The same where people do what changes something. */
  static OperationRequest shadowed(OperationRequest request) {
    return planned(request, Map.of("mode", Mode.SHADOW));
  }

  /** The same with a runbook that goes back after the switch. */
  static OperationRequest reversible(OperationRequest request) {
    return planned(request, Map.of("reverse", "migrate-back db-42 --of " + Plan.OPERATION));
  }

  /** The same with other values. */
  static OperationRequest with(OperationRequest request, Map<String, String> parameters) {
    return planned(request, Map.of("parameters", parameters));
  }

  /** The same with other {@code fields} of its plan, by their names in JSON. */
  private static OperationRequest planned(OperationRequest request, Map<String, Object> fields) {
    var mapper = OperationJson.mapper();
    var json = mapper.<ObjectNode>valueToTree(request.plan());
    fields.forEach((name, value) -> json.set(name, mapper.valueToTree(value)));
    var plan = mapper.convertValue(json, Plan.class);
    return new OperationRequest(
        request.id(),
        request.requester(),
        request.channel(),
        plan,
        Digest.of(plan),
        request.sinks());
  }

  /** The same once more, as another operation. */
  public static OperationRequest again(OperationRequest request) {
    return new OperationRequest(
        NEXT_OPERATION,
        request.requester(),
        request.channel(),
        request.plan(),
        request.planDigest(),
        request.sinks());
  }

  public static PlannedStep look(String name) {
    return step(name, true, Optional.empty(), Zone.CANCEL, false);
  }

  public static PlannedStep change(String name) {
    return step(name, false, Optional.empty(), Zone.CANCEL, false);
  }

  public static PlannedStep changeAgain(String name) {
    return step(name, false, Optional.empty(), Zone.CANCEL, true);
  }

  /** From here on an abort is refused, and there can be a way back. */
  static PlannedStep switching(String name) {
    return step(name, false, Optional.empty(), Zone.REVERSE, false);
  }

  /** The same that can keep clients from writing for {@code budget}. */
  static PlannedStep within(PlannedStep step, Duration budget) {
    return changed(step, Map.of("budget", budget));
  }

  /** The same that says how many rows there are. */
  static PlannedStep counting(PlannedStep step) {
    return changed(step, Map.of("outputs", List.of("rows: number")));
  }

  public static PlannedStep risky(String name) {
    var policy =
        new Policy("prod", 1, List.of(Principal.group("dre")), true, false, Duration.ofHours(4));
    return step(
        name,
        false,
        Optional.of(new PlannedGate("high", policy, "no way back", List.of())),
        Zone.COMPLETE,
        false);
  }

  /** Looks again and again, by the probe {@code name}. */
  public static PlannedStep watch(String name) {
    return only(
        look(name),
        new StepAction.Watch(
            job(B, name),
            new PlannedCondition("lag < 5", new TreeMap<>(Map.of("lag", number()))),
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ZERO,
            1,
            0,
            3,
            Optional.empty()));
  }

  /** Calls somebody by HTTP, and nobody can look what that did. */
  public static PlannedStep call(String name) {
    return unverified(change(name), new StepAction.Call(posting(name)));
  }

  /** Starts a workflow of another team with {@code input}, which has a verify. */
  public static PlannedStep foreign(String name, String input) {
    return doing(
        change(name),
        new StepAction.StartWorkflow("RebuildIndex", Foreign.QUEUE, input, Duration.ofDays(400)));
  }

  /** {@code step}, that scales what runs a datastore instead. */
  public static PlannedStep scaling(PlannedStep step) {
    var change =
        new PlannedChange(
            A,
            "databases",
            PlannedChange.Kind.SCALE,
            List.of(
                new PlannedChange.Target("StatefulSet", "db-42", "{\"spec\":{\"replicas\":3}}")),
            "",
            Duration.ofMinutes(15));
    return changed(
        step,
        Map.of(
            "action",
            new StepAction.Change(change),
            "verify",
            change,
            "rollback",
            List.of(new PlannedRollback(change.undoes(), change))));
  }

  /** Looks again and again, by a call. */
  public static PlannedStep watchByCall(String name) {
    return only(
        look(name),
        new StepAction.Watch(
            posting(name),
            new PlannedCondition("lag < 5", new TreeMap<>(Map.of("lag", number()))),
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ZERO,
            1,
            0,
            3,
            Optional.empty()));
  }

  private static PlannedCall posting(String name) {
    return new PlannedCall(
        "POST",
        "https://status.example/" + name,
        new TreeMap<>(),
        "{}",
        List.of(),
        Duration.ofSeconds(5),
        new TreeMap<>());
  }

  /** Only lets time pass, as {@code action} says. */
  public static PlannedStep doingNothing(String name, StepAction action) {
    return only(look(name), action);
  }

  public static PlannedStep sleep(String name, Duration lasts) {
    return only(look(name), new StepAction.Sleep(lasts));
  }

  /** Needed only if what {@code copy} reported as its lag is below 5. */
  public static PlannedStep whenLagIsSmall(PlannedStep step) {
    return with(step, Optional.of(lagOfCopy()), step.require());
  }

  /** Starts only if the probe {@code require-…} reports a lag below 5. */
  public static PlannedStep requiring(PlannedStep step) {
    var lag = new PlannedCondition("lag < 5", new TreeMap<>(Map.of("lag", number())));
    var probe = job(B, "require-" + step.id());
    return with(
        step,
        step.when(),
        Optional.of(new PlannedRequirement(Optional.of(probe), lag, "the lag is too large")));
  }

  private static PlannedCondition lagOfCopy() {
    return new PlannedCondition("copy.lag < 5", new TreeMap<>(Map.of("copy.lag", number())));
  }

  private static Operand number() {
    return new Operand("number", Optional.empty(), Optional.empty());
  }

  /** The same, guarded from the end of one step to the start of another by {@code guard-…}. */
  public static OperationRequest guarded(
      OperationRequest request, String from, String to, PlannedGuard.Then then) {
    var plan = request.plan();
    var guard =
        new PlannedGuard(
            "replication",
            "replication runs",
            new StepId(from),
            new StepId(to),
            job(B, "guard-replication"),
            Duration.ofSeconds(1),
            1,
            List.of(
                new PlannedGuard.Breach(
                    new PlannedCondition("!active", new TreeMap<>()), "It stopped.", then)),
            new PlannedGuard.Blind(3, PlannedGuard.Then.PAGE));
    var guardedPlan =
        new Plan(
            plan.runbook(),
            plan.summary(),
            plan.datastore(),
            plan.parameters(),
            plan.steps(),
            List.of(guard),
            plan.residue(),
            plan.rights(),
            plan.movesTo(),
            plan.mode(),
            plan.maxPause(),
            plan.reverse());
    return new OperationRequest(
        request.id(),
        request.requester(),
        request.channel(),
        guardedPlan,
        Digest.of(guardedPlan),
        request.sinks());
  }

  /** Asks the group dre when. */
  static PlannedStep asking(String name) {
    var when =
        new Question("when", "When?", Question.Type.TEXT, List.of(), Optional.empty(), false);
    return doingNothing(
        name,
        new StepAction.Ask(
            List.of(Principal.group("dre")),
            false,
            List.of(when),
            Duration.ofHours(4),
            Optional.of(Duration.ofHours(1))));
  }

  /** Beside the others of the group, {@code atMost} of them at a time. */
  static PlannedStep beside(PlannedStep step, int atMost) {
    return step.beside(new PlannedGroup(new StepId("copies"), "Copies", atMost));
  }

  /** Once for each of what {@code step} reports as {@code tables}. */
  static PlannedStep forEach(PlannedStep step, String from) {
    return step.forEach(
        new PlannedEach(
            "table",
            new OutputReference(new StepId(from), "tables"),
            1,
            Optional.empty(),
            Optional.empty()));
  }

  private static PlannedStep doing(PlannedStep step, StepAction action) {
    return changed(step, Map.of("action", action, "outputs", List.of("documents")));
  }

  private static PlannedStep unverified(PlannedStep step, StepAction action) {
    return changed(
        step,
        Map.of("action", action, "verify", Optional.empty(), "unverified", "the page has no list"));
  }

  private static PlannedStep only(PlannedStep step, StepAction action) {
    return changed(step, Map.of("action", action, "idempotent", true, "pause", PauseFate.REDO));
  }

  private static PlannedStep with(
      PlannedStep step, Optional<PlannedCondition> when, Optional<PlannedRequirement> require) {
    return changed(step, Map.of("when", when, "require", require));
  }

  /** The same with other {@code fields}, by their names in JSON. */
  private static PlannedStep changed(PlannedStep step, Map<String, Object> fields) {
    var mapper = OperationJson.mapper();
    var json = mapper.<ObjectNode>valueToTree(step);
    fields.forEach((name, value) -> json.set(name, mapper.valueToTree(value)));
    return mapper.convertValue(json, PlannedStep.class);
  }

  private static PlannedStep step(
      String name, boolean readOnly, Optional<PlannedGate> gate, Zone zone, boolean idempotent) {
    return new PlannedStep(
        new StepId(name),
        name,
        new StepAction.RunJob(job(B, name)),
        readOnly,
        gate,
        readOnly ? Optional.empty() : Optional.of(job(B, "verify-" + name)),
        readOnly
            ? List.of()
            : List.of(
                new PlannedRollback(name + " on a", job(A, "undo-" + name + "-a")),
                new PlannedRollback(name + " on b", job(B, "undo-" + name + "-b"))),
        zone,
        idempotent,
        idempotent ? 2 : 0,
        idempotent ? PauseFate.REDO : PauseFate.FINISH,
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static PlannedJob job(ClusterName cluster, String command) {
    return new PlannedJob(
        cluster,
        "dre-jobs",
        "dre-jobs",
        "toolbox",
        List.of(command),
        new TreeMap<>(),
        new TreeMap<>(),
        Duration.ofMinutes(10));
  }

  private static Rights rights() {
    var holders = new EnumMap<Right, List<Principal>>(Right.class);
    for (Right right : Right.values()) {
      holders.put(right, List.of(Principal.group("dre")));
    }
    return new Rights(new TreeMap<>(holders));
  }
}
