package dev.dre.cli.runbook;

import dev.dre.operations.effect.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Something in flight, in time that is played. */
interface InFlight {

  /** When something happens to it next; {@link Instant#MAX}: never by itself. */
  Instant due();

  /** Its time has come. What came of it; empty when it goes on, and is due later. */
  Optional<Outcome> comes(Instant now);

  static InFlight ending(Instant at, Supplier<Outcome> outcome) {
    return new InFlight() {
      @Override
      public Instant due() {
        return at;
      }

      @Override
      public Optional<Outcome> comes(Instant now) {
        return Optional.of(outcome.get());
      }
    };
  }
}
