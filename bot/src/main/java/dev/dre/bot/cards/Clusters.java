package dev.dre.bot.cards;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.StepAction;
import java.util.Optional;

/** Which cluster an effect needs. */
final class Clusters {

  private Clusters() {}

  /** Empty for what needs none. */
  static Optional<ClusterName> of(Effect effect) {
    return switch (effect) {
      case Effect.RunStep run -> of(run.action());
      case Effect.Require require -> require.requirement().probe().map(PlannedJob::cluster);
      case Effect.Guard guard -> Optional.of(guard.guard().probe().cluster());
      case Effect.Answer ignored -> Optional.empty();
      case Effect.Verify verify -> Optional.of(verify.job().cluster());
      case Effect.RollBack rollBack -> Optional.of(rollBack.job().cluster());
      case Effect.Clear clear -> Optional.of(clear.job().cluster());
      case Effect.CheckResidue check -> Optional.of(check.job().cluster());
      case Effect.Deliver ignored -> Optional.empty();
      case Effect.Timer ignored -> Optional.empty();
    };
  }

  private static Optional<ClusterName> of(StepAction action) {
    return switch (action) {
      case StepAction.RunJob run -> Optional.of(run.job().cluster());
      case StepAction.Watch watch -> Optional.of(watch.probe().cluster());
      case StepAction.Sleep ignored -> Optional.empty();
      case StepAction.Approve ignored -> Optional.empty();
    };
  }
}
