package dev.dre.bot.cards;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Keeps one card keeper at work, on whichever bot is there. */
@WorkflowInterface
public interface CardKeeperWorkflow {

  /** There is one of it. */
  String ID = "dre/cards";

  @WorkflowMethod(name = "CardKeeper")
  void run();
}
