package dev.dre.operations.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Telling what happened. */
@ActivityInterface
public interface SinkActivities {

  /**
   * Tells the events in their order. A sink that cannot be reached is tried again without end; a
   * retry looks first what has been told already, by operation and sequence.
   */
  @ActivityMethod(name = "deliver")
  DeliveryReport deliver(Delivery delivery);
}
