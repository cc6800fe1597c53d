package dev.dre.bot.cards;

import dev.dre.bot.slack.Posted;
import dev.dre.bot.words.Message;
import dev.dre.operations.id.OperationId;

/** A message that should look so now. Gates first, then changes of state, then progress. */
record Drawing(OperationId operation, Posted where, Message message, Urgency urgency)
    implements Comparable<Drawing> {

  enum Urgency {
    GATE,
    STATE,
    PROGRESS
  }

  @Override
  public int compareTo(Drawing other) {
    return urgency.compareTo(other.urgency);
  }
}
