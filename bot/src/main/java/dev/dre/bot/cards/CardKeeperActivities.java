package dev.dre.bot.cards;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Keeping cards. */
@ActivityInterface
public interface CardKeeperActivities {

  /**
   * Draws cards until the bot stops or a day has passed. A retry begins by drawing every card once.
   */
  @ActivityMethod(name = "keepCards")
  void keepCards();
}
