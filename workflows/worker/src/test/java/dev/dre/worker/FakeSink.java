package dev.dre.worker;

import dev.dre.operations.event.Event;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import dev.dre.operations.temporal.SinkActivities;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink that keeps what it is told, and can be down. As the real ones it looks what it has told
 * already only where it is asked to.
 */
public final class FakeSink implements SinkActivities {

  private record Told(OperationId operation, Event event) {}

  private static final Logger LOG = LoggerFactory.getLogger(FakeSink.class);

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean down = new AtomicBoolean();
  private final AtomicBoolean losesAnswers = new AtomicBoolean();

  /** Of the operation that the plans of tests are about. */
  public List<Event> told() {
    return told(Plans.OPERATION);
  }

  public List<Event> told(OperationId operation) {
    return told.stream().filter(t -> t.operation().equals(operation)).map(Told::event).toList();
  }

  public void setDown(boolean isDown) {
    down.set(isDown);
  }

  /** It tells the first event of what it is given, and nobody hears that it has. */
  public void setLosesAnswers(boolean loses) {
    losesAnswers.set(loses);
  }

  @Override
  public DeliveryReport deliver(Delivery delivery) {
    LOG.info("telling {}", delivery.operation());
    if (down.get()) {
      throw new IllegalStateException("the sink is down");
    }
    boolean again = delivery.again() || Activity.getExecutionContext().getInfo().getAttempt() > 1;
    long before = again ? last(delivery.operation()) : 0;
    for (Event event : delivery.events()) {
      if (event.sequence() > before) {
        told.add(new Told(delivery.operation(), event));
      }
      if (losesAnswers.get()) {
        throw new IllegalStateException("the answer is lost");
      }
    }
    return new DeliveryReport(delivery.events().getLast().sequence(), new TreeMap<>());
  }

  private long last(OperationId operation) {
    return told(operation).stream().mapToLong(Event::sequence).max().orElse(0);
  }
}
