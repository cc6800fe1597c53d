package dev.dre.worker;

import dev.dre.approvals.Actor;
import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PauseFate;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedDatastore;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedJob;
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
            List.of(job(A, "residue-a"), job(B, "residue-b")),
            rights(),
            Optional.of(B));
    return new OperationRequest(OPERATION, ALICE, "C0DBOPS01", plan, Digest.of(plan), sinks);
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
        false);
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
