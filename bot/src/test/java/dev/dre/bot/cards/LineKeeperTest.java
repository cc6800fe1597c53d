package dev.dre.bot.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.FakeOperations;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.command.Command;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever was missed when the line was stopped is found by looking. */
class LineKeeperTest {

  private static final LineScope ALL = new LineScope.Everything();

  private final FakeOperations operations = new FakeOperations().with(Story.copying().operation());
  private Instant now = Story.NOON;
  private final LineKeeper keeper = new LineKeeper(operations, Runnable::run, () -> now);

  private Operation looks() {
    keeper.compare(List.copyOf(operations.all.values()));
    return operations.find(Story.ID).orElseThrow();
  }

  private void stop() {
    operations.stop(new StopLine(new LineHoldId("aa"), ALL, Someone.EVE.actor(), "disk alarm"));
  }

  private void lift() {
    operations.lift(new LiftLine(ALL, Optional.empty(), Someone.BOB.actor()));
  }

  @Test
  void nothingIsSentWhileTheLineMoves() {
    looks();

    assertThat(operations.commands).isEmpty();
  }

  @Test
  void whatRunsIsPausedInTheNameOfWhoStoppedTheLineAndOnce() {
    stop();

    assertThat(looks().state()).isEqualTo(State.PAUSING);
    looks();
    now = now.plus(Duration.ofHours(1));
    looks();

    assertThat(operations.commands)
        .singleElement()
        .extracting(Command::actor)
        .isEqualTo(Someone.EVE.actor());
  }

  @Test
  void whatIsHeldGoesOnInTheNameOfWhoLiftedIt() {
    stop();
    looks();
    lift();

    assertThat(looks().state()).isEqualTo(State.RUNNING);
    assertThat(operations.commands)
        .last()
        .extracting(Command::actor)
        .isEqualTo(Someone.BOB.actor());
  }

  @Test
  void whatWasNotTakenIsTriedAgainAfterAWhile() {
    stop();
    var before = operations.find(Story.ID).orElseThrow();
    looks();
    // As if the command had been lost.
    operations.with(before);

    looks();
    assertThat(operations.commands).hasSize(1);

    now = now.plus(Duration.ofMinutes(1));
    assertThat(looks().state()).isEqualTo(State.PAUSING);
  }

  @Test
  void whileNobodyKnowsWhatIsStoppedNothingIsSent() {
    stop();
    var seen = List.copyOf(operations.all.values());
    operations.silent = true;

    keeper.compare(seen);

    assertThat(operations.commands).isEmpty();
  }
}
