package dev.dre.bot.cards;

import java.util.List;

/**
 * What the next keeper has to know: all else it finds out by looking. Travels as heartbeat details,
 * and from one shift to the next.
 */
public record KeeperMemory(List<Told> told) {

  public static final KeeperMemory NOTHING = new KeeperMemory(List.of());

  public KeeperMemory {
    told = List.copyOf(told);
  }
}
