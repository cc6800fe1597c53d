package dev.dre.bot.sinks;

import dev.dre.bot.slack.SlackProblem;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import dev.dre.operations.temporal.SinkActivities;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hands each delivery to the sink that it is for. */
public final class Sinks implements SinkActivities {

  private final Map<String, Sink> byName;

  public Sinks(List<Sink> sinks) {
    byName = sinks.stream().collect(Collectors.toMap(Sink::name, Function.identity()));
  }

  @Override
  public DeliveryReport deliver(Delivery delivery) {
    boolean again = Activity.getExecutionContext().getInfo().getAttempt() > 1;
    Sink sink =
        Optional.ofNullable(byName.get(delivery.sink()))
            .orElseThrow(() -> new IllegalStateException("no sink is called " + delivery.sink()));
    try {
      return sink.deliver(delivery, again);
    } catch (SlackProblem e) {
      // Slack says itself how long to wait; anything else backs off.
      var failure =
          ApplicationFailure.newBuilder().setMessage(e.getMessage()).setType(e.code()).setCause(e);
      e.retryAfter().ifPresent(failure::setNextRetryDelay);
      throw failure.build();
    }
  }
}
