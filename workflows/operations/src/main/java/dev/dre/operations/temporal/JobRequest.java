package dev.dre.operations.temporal;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.id.EffectId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.PlannedRequirement;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Job to create.
 *
 * @param name the same for every try of the same effect
 * @param requestId tells whether a Job of this name is ours
 * @param purpose what kind of Job it is, for those who list Jobs: {@code step}, {@code verify},
 *     {@code rollback}, {@code require}, {@code residue} or {@code look}
 * @param environment what dre tells the command, beside what the plan does
 */
public record JobRequest(
    String name,
    String requestId,
    OperationId operation,
    DatastoreName datastore,
    PlannedJob job,
    String purpose,
    SortedMap<String, String> environment) {

  /** Of Jobs that only look, again and again. */
  static final String LOOK = "look";

  public JobRequest {
    environment = new TreeMap<>(environment);
  }

  public JobAddress address() {
    return new JobAddress(job.cluster(), job.namespace(), name);
  }

  /** The Job of {@code effect}, whose kind has one. */
  public static JobRequest of(
      OperationId operation, DatastoreName datastore, EffectId id, Effect effect) {
    var environment = new TreeMap<String, String>();
    environment.put("DRE_OPERATION", operation.value());
    PlannedJob job =
        switch (effect) {
          case Effect.RunStep run -> {
            about(environment, run.step().value(), run.attempt());
            yield run.action().jobBehind().orElseThrow(() -> noJob(effect));
          }
          case Effect.Require require -> {
            about(environment, require.step().value(), require.attempt());
            yield require
                .requirement()
                .flatMap(PlannedRequirement::probe)
                .orElseThrow(() -> noJob(effect));
          }
          case Effect.Answer ignored -> throw noJob(effect);
          case Effect.Guard ignored -> throw noJob(effect);
          case Effect.Verify verify -> {
            about(environment, verify.step().value(), verify.attempt());
            yield verify.job().jobBehind().orElseThrow(() -> noJob(effect));
          }
          case Effect.RollBack rollBack -> {
            about(environment, rollBack.step().value(), rollBack.attempt());
            yield rollBack.job().jobBehind().orElseThrow(() -> noJob(effect));
          }
          case Effect.CheckResidue check -> {
            about(environment, "residue", check.attempt());
            environment.put("DRE_ENDING", check.ending());
            yield check.job();
          }
          case Effect.Clear ignored -> throw noJob(effect);
          case Effect.Deliver ignored -> throw noJob(effect);
          case Effect.Timer ignored -> throw noJob(effect);
        };
    return new JobRequest(
        nameOf(operation, id),
        operation + "/" + id,
        operation,
        datastore,
        job,
        purposeOf(effect),
        environment);
  }

  /** The same Job, that is told how long it may keep clients from writing. */
  public JobRequest within(Duration budget) {
    var told = new TreeMap<>(environment);
    told.put("DRE_BUDGET_SECONDS", String.valueOf(Math.ceilDiv(budget.toMillis(), 1_000)));
    return new JobRequest(name, requestId, operation, datastore, job, purpose, told);
  }

  /** At most 57 characters, so that Kubernetes can make a label of it. */
  public static String nameOf(OperationId operation, EffectId id) {
    return "dre-" + operation + "-" + Digest.sha256(operation + "/" + id).substring(0, 12);
  }

  private static String purposeOf(Effect effect) {
    return switch (effect) {
      case Effect.RunStep ignored -> "step";
      case Effect.Verify ignored -> "verify";
      case Effect.RollBack ignored -> "rollback";
      case Effect.Require ignored -> "require";
      case Effect.CheckResidue ignored -> "residue";
      case Effect.Guard ignored -> LOOK;
      case Effect.Answer ignored -> throw noJob(effect);
      case Effect.Clear ignored -> throw noJob(effect);
      case Effect.Deliver ignored -> throw noJob(effect);
      case Effect.Timer ignored -> throw noJob(effect);
    };
  }

  private static void about(SortedMap<String, String> environment, String step, int attempt) {
    environment.put("DRE_STEP", step);
    environment.put("DRE_ATTEMPT", String.valueOf(attempt));
  }

  private static IllegalArgumentException noJob(Effect effect) {
    return new IllegalArgumentException("no Job behind " + effect);
  }
}
