package dev.dre.bot.cards;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Keeps one card keeper at work, on whichever bot is there. */
@WorkflowInterface
public interface CardKeeperWorkflow {

  /** There is one of it. */
  String ID = "dre/cards";

  /** {@code before}: what the shift before remembered; null for the first. */
  @WorkflowMethod(name = "CardKeeper")
  void run(@Nullable KeeperMemory before);
}
