package dev.dre.bot.estimates;

import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.OperationResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What earlier operations of a runbook took.
 *
 * @param onDatastore those on the same datastore, which say the most
 * @param ofRunbook those on all datastores
 */
public record Past(List<OperationResult> onDatastore, List<OperationResult> ofRunbook) {

  /** Of which nothing is known. */
  public static final Past NONE = new Past(List.of(), List.of());

  public Past {
    onDatastore = List.copyOf(onDatastore);
    ofRunbook = List.copyOf(ofRunbook);
  }

  /**
   * How long {@code step} of {@code plan} took: on the same datastore where there are {@code
   * enough} of them, else on all; empty where there are not enough either.
   */
  Optional<PastRuns> of(Plan plan, StepId step, int enough) {
    return runs(onDatastore, step, enough, "on " + plan.datastore().name())
        .or(() -> runs(ofRunbook, step, enough, "of " + plan.runbook()));
  }

  private static Optional<PastRuns> runs(
      List<OperationResult> operations, StepId step, int enough, String where) {
    List<Duration> took =
        operations.stream()
            .flatMap(done -> Optional.ofNullable(done.took().get(step.value())).stream())
            .toList();
    return took.size() < enough ? Optional.empty() : Optional.of(new PastRuns(took, where));
  }

  /** What is usual for {@code step}; empty where nobody can say. */
  public Optional<PastRuns> usualOf(Plan plan, StepId step) {
    return of(plan, step, PastRuns.ENOUGH);
  }

  /** Whatever is known of {@code step}. */
  public Optional<PastRuns> anyOf(Plan plan, StepId step) {
    return of(plan, step, 1);
  }
}
