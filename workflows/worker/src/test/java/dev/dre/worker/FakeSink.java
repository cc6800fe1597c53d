package dev.dre.worker;

import dev.dre.operations.event.Event;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import dev.dre.operations.temporal.SinkActivities;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A sink that keeps what it is told, and can be down. */
public final class FakeSink implements SinkActivities {

  private final List<Event> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean down = new AtomicBoolean();

  public List<Event> told() {
    return told;
  }

  public void setDown(boolean isDown) {
    down.set(isDown);
  }

  @Override
  public DeliveryReport deliver(Delivery delivery) {
    if (down.get()) {
      throw new IllegalStateException("the sink is down");
    }
    told.addAll(delivery.events());
    return new DeliveryReport(delivery.events().getLast().sequence(), new TreeMap<>());
  }
}
