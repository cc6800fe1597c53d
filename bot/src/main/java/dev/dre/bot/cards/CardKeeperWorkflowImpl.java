package dev.dre.bot.cards;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One long activity after the other; a new run after each keeps the history short. */
public final class CardKeeperWorkflowImpl implements CardKeeperWorkflow {

  @Override
  public void run(@Nullable KeeperMemory before) {
    var keeper =
        Workflow.newActivityStub(
            CardKeeperActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofHours(25))
                .setHeartbeatTimeout(Duration.ofSeconds(8))
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(500))
                        .setMaximumInterval(Duration.ofSeconds(5))
                        .build())
                .build());
    Workflow.continueAsNew(keeper.keepCards(before));
  }
}
