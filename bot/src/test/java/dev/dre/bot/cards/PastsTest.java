package dev.dre.bot.cards;

import static dev.dre.bot.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Story;
import dev.dre.bot.estimates.Past;
import dev.dre.operations.Operation;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Past runs are read beside the cards, and only as often as it takes. */
class PastsTest {

  private static final OperationResult ONE =
      new OperationResult("migrate", new TreeMap<>(Map.of("copy", Duration.ofMinutes(40))));

  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Optional<DatastoreName>> asked = new ArrayList<>();
  private boolean silent;
  private final Pasts pasts = new Pasts(this::latest, later::add);
  private Operation operation = Story.migration().operation();

  private List<OperationResult> latest(String runbook, Optional<DatastoreName> on) {
    asked.add(on);
    if (silent) {
      throw new TemporalSilent("visibility is down", new IllegalStateException());
    }
    return List.of(ONE);
  }

  /** What is known then, once everything that was begun has been read. */
  private Past knownAt(Instant now) {
    Past known = pasts.of(operation, now);
    while (!later.isEmpty()) {
      later.remove().run();
      known = pasts.of(operation, now);
    }
    return known;
  }

  @Test
  void nobodyWaitsForIt() {
    assertThat(pasts.of(operation, NOON)).isEqualTo(Past.NONE);
    assertThat(later).hasSize(1);
  }

  @Test
  void onlyOneThingIsReadAtATime() {
    pasts.of(operation, NOON);
    pasts.of(operation, NOON.plusSeconds(1));

    assertThat(later).hasSize(1);
  }

  @Test
  void whatIsReadIsKnownFromThenOnForTheDatastoreAndForTheRunbook() {
    assertThat(knownAt(NOON)).isEqualTo(new Past(List.of(ONE), List.of(ONE)));
    assertThat(asked)
        .containsExactly(Optional.of(operation.plan().datastore().name()), Optional.empty());

    knownAt(NOON.plus(Duration.ofMinutes(9)));
    assertThat(asked).hasSize(2);

    knownAt(NOON.plus(Duration.ofMinutes(11)));
    assertThat(asked).hasSize(4);
  }

  @Test
  void anOperationThatBeginsKnowsWhatHasEndedBeforeIt() {
    knownAt(NOON.minus(Duration.ofMinutes(2)));

    knownAt(NOON);
    assertThat(asked).hasSize(4);

    knownAt(NOON.plus(Duration.ofMinutes(2)));
    assertThat(asked).hasSize(4);
  }

  @Test
  void whileTemporalDoesNotListWhatHasEndedWhatWasKnownBeforeIsKept() {
    knownAt(NOON);
    silent = true;

    assertThat(knownAt(NOON.plus(Duration.ofMinutes(11))))
        .isEqualTo(new Past(List.of(ONE), List.of(ONE)));
  }

  @Test
  void whatWasNotAnsweredIsAskedAgainAfterAMinute() {
    silent = true;
    assertThat(knownAt(NOON)).isEqualTo(Past.NONE);
    assertThat(knownAt(NOON.plusSeconds(59))).isEqualTo(Past.NONE);
    assertThat(asked).hasSize(2);
    silent = false;

    assertThat(knownAt(NOON.plusSeconds(61))).isEqualTo(new Past(List.of(ONE), List.of(ONE)));
  }
}
