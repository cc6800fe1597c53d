package dev.dre.operations.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.Chaos;
import dev.dre.operations.State;
import dev.dre.operations.event.Event;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateTrailTest {

  @Test
  void whateverHappensTheEventsTellTheStateThatTheOperationIsIn() {
    for (int seed = 1; seed <= 1_000; seed++) {
      var chaos = new Chaos(new SplittableRandom(seed));
      var told = new TreeMap<Long, Event>();
      for (int i = 0; i < 50; i++) {
        int before = told.size();
        chaos.anything();
        chaos.operation().outbox().pending().forEach(e -> told.put(e.sequence(), e));
        // That undoing is begun again is no event of its own.
        boolean undoesAgain =
            last(told) == State.NEEDS_ATTENTION && chaos.operation().state() == State.ABORTING;
        if (told.size() > before && !undoesAgain) {
          assertThat(last(told))
              .as("seed %d after %s", seed, told.lastEntry().getValue())
              .isEqualTo(chaos.operation().state());
        }
      }
    }
  }

  @Test
  void aRunThatGoesOnBeginsInTheStateTheOneBeforeLeft() {
    for (int seed = 1; seed <= 300; seed++) {
      var chaos = new Chaos(new SplittableRandom(seed));
      for (int i = 0; i < 30; i++) {
        chaos.anything();
      }
      var trail = new StateTrail();
      trail.carriesOn(chaos.operation());

      assertThat(StateTrail.at(trail.states(), Instant.EPOCH)).contains(chaos.operation().state());
    }
  }

  @Test
  void whereNobodyWasToldNoStateIsClaimed() {
    assertThat(StateTrail.at(new StateTrail().states(), Instant.MAX)).isEqualTo(Optional.empty());
  }

  private static State last(Map<Long, Event> told) {
    var trail = new StateTrail();
    told.values().forEach(trail::heard);
    return StateTrail.at(trail.states(), Instant.MAX).orElseThrow();
  }
}
