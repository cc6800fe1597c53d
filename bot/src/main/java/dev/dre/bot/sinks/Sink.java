package dev.dre.bot.sinks;

import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;

/** Somebody who wants to be told. */
public interface Sink {

  /** The name that operations know it by. */
  String name();

  /**
   * Tells the events.
   *
   * @param again whether an earlier try may have told some of them: look before telling
   */
  DeliveryReport deliver(Delivery delivery, boolean again);
}
