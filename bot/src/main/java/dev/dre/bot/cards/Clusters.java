package dev.dre.bot.cards;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.StepAction;
import java.util.Optional;

/** Which cluster an effect needs. */
final class Clusters {

  private Clusters() {}

  /** Empty for what needs none. */
  static Optional<ClusterName> of(Effect effect) {
    return switch (effect) {
      case Effect.RunStep run -> Optional.of(of(run.action()));
      case Effect.Verify verify -> Optional.of(verify.job().cluster());
      case Effect.RollBack rollBack -> Optional.of(rollBack.job().cluster());
      case Effect.Clear clear -> Optional.of(clear.job().cluster());
      case Effect.CheckResidue check -> Optional.of(check.job().cluster());
      case Effect.Deliver ignored -> Optional.empty();
      case Effect.Timer ignored -> Optional.empty();
    };
  }

  private static ClusterName of(StepAction action) {
    return switch (action) {
      case StepAction.RunJob run -> run.job().cluster();
    };
  }
}
