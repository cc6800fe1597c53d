package dev.dre.bot.cards;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** Keeping cards. */
@ActivityInterface
public interface CardKeeperActivities {

  /**
   * Draws cards until the bot stops or a day has passed. A retry begins by drawing every card once,
   * and goes on telling where the try before has stopped.
   *
   * @param before what the shift before remembered; null for the first, and from earlier releases
   * @return what the next shift has to know
   */
  @ActivityMethod(name = "keepCards")
  KeeperMemory keepCards(@Nullable KeeperMemory before);
}
