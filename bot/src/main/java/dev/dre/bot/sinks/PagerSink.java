package dev.dre.bot.sinks;

import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.event.Event;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells the pager what needs a person at night: each trouble once, and once that it is over. What
 * is open is kept by the operation itself, so that another bot goes on.
 */
public final class PagerSink implements Sink {

  public static final String NAME = "pager";

  /** What is kept of a trouble that is over; of an open one its severity is kept. */
  private static final String OVER = "over";

  private final Pager pager;
  private final Operations operations;

  public PagerSink(Pager pager, Operations operations) {
    this.pager = pager;
    this.operations = operations;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DeliveryReport deliver(Delivery delivery, boolean again) {
    var states = new TreeMap<String, String>();
    var incidents = new Incidents(delivery.operation(), open(delivery));
    for (Event event : delivery.events()) {
      for (Incident incident : incidents.of(event)) {
        send(incident, delivery);
        states.put(window(incident.key()), incident.resolved() ? OVER : incident.severity());
      }
    }
    return new DeliveryReport(delivery.events().getLast().sequence(), states);
  }

  private static Map<String, String> open(Delivery delivery) {
    String before = window("");
    return delivery.windows().entrySet().stream()
        .filter(w -> w.getKey().startsWith(before) && !w.getValue().equals(OVER))
        .collect(Collectors.toMap(w -> w.getKey().substring(before.length()), Map.Entry::getValue));
  }

  private static String window(String key) {
    return NAME + "/" + key;
  }

  private void send(Incident incident, Delivery delivery) {
    pager.send(
        "%s/%d/%s"
            .formatted(
                incident.key(), incident.sequence(), incident.resolved() ? "resolved" : "trouble"),
        body(incident, delivery));
  }

  private Map<String, Object> body(Incident incident, Delivery delivery) {
    var body = new LinkedHashMap<String, Object>();
    body.put("key", incident.key());
    body.put("status", incident.resolved() ? "resolved" : "trouble");
    body.put("severity", incident.severity());
    body.put("operation", delivery.operation().value());
    body.put("datastore", delivery.datastore().value());
    Optional<Operation> operation = operations.find(delivery.operation());
    operation
        .map(o -> o.plan().datastore())
        .ifPresent(
            datastore -> {
              body.put("team", datastore.team());
              body.put("environment", datastore.environment());
            });
    incident
        .step()
        .map(StepId::words)
        // What is about no step is about what runs meanwhile.
        .or(() -> operation.map(PagerSink::atWork).filter(steps -> !steps.isEmpty()))
        .ifPresent(step -> body.put("step", step));
    body.put("summary", incident.summary());
    body.put("at", incident.at().toString());
    body.put("sequence", incident.sequence());
    return body;
  }

  private static String atWork(Operation operation) {
    return operation.stepsAtWork().stream().map(StepId::words).collect(Collectors.joining(", "));
  }
}
