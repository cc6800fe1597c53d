package dev.dre.bench;

import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import dev.dre.operations.temporal.SinkActivities;
import java.util.TreeMap;

/** Has told everything at once. */
final class InstantSink implements SinkActivities {

  @Override
  public DeliveryReport deliver(Delivery delivery) {
    return new DeliveryReport(delivery.events().getLast().sequence(), new TreeMap<>());
  }
}
