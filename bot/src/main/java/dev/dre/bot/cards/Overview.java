package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many operations there are, in which state, and for how long. Only whoever keeps the cards
 * sees all of them; every other bot says nothing.
 */
public final class Overview {

  private final MultiGauge counts;
  private final MultiGauge longest;
  private final MultiGauge others;
  private final Timer rounds;
  private volatile boolean keeps;

  public Overview(MeterRegistry meters) {
    counts =
        MultiGauge.builder("dre.operations")
            .description("Operations that have not ended, by state")
            .register(meters);
    longest =
        MultiGauge.builder("dre.operations.longest")
            .description("For how long the one that is longest in this state has been in it")
            .baseUnit("seconds")
            .register(meters);
    others =
        MultiGauge.builder("dre.operations.silent")
            .description("Operations that do not answer, whatever their state")
            .register(meters);
    rounds =
        Timer.builder("dre.cards.round")
            .description("Rounds of whoever keeps the cards: a look at every operation")
            .register(meters);
    Gauge.builder("dre.cards.keeper", this, o -> o.keeps ? 1 : 0)
        .description("Whether this bot keeps the cards")
        .register(meters);
  }

  /** What there was in one round. */
  void round(Collection<Operation> open, int silent, Duration took, Instant now) {
    keeps = true;
    rounds.record(took);
    counts.register(
        states()
            .map(state -> row(state, open.stream().filter(o -> o.state() == state).count()))
            .toList(),
        true);
    longest.register(
        states().map(state -> row(state, longest(open, state, now).toSeconds())).toList(), true);
    others.register(List.of(MultiGauge.Row.of(Tags.empty(), silent)), true);
  }

  /** Somebody else keeps the cards from now on: what was seen here is not so any more. */
  void over() {
    keeps = false;
    counts.register(List.of(), true);
    longest.register(List.of(), true);
    others.register(List.of(), true);
  }

  private static Stream<State> states() {
    return Stream.of(State.values()).filter(state -> !state.isFinal());
  }

  private static MultiGauge.Row<Number> row(State state, Number value) {
    return MultiGauge.Row.of(Tags.of("state", state.words().replace(' ', '_')), value);
  }

  private static Duration longest(Collection<Operation> open, State state, Instant now) {
    return open.stream()
        .filter(o -> o.state() == state)
        .map(o -> Duration.between(o.status().since(), now))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
