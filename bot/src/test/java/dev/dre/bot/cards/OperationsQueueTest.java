package dev.dre.bot.cards;

import static dev.dre.bot.cards.Seen.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whether any worker is there for operations, asked again and again. */
class OperationsQueueTest {

  private Supplier<Optional<Instant>> polled = () -> Optional.of(NOON);
  private boolean takesQuestions;
  private int questions;
  private final OperationsQueue queue = new OperationsQueue(() -> polled.get());

  /** As the keeper asks: about once a second, from noon on. */
  private Optional<Instant> unservedAfter(int seconds) {
    Optional<Instant> last = Optional.empty();
    for (int second = 0; second <= seconds; second++) {
      last = queue.unservedSince(NOON.plusSeconds(second), this::question);
    }
    return last;
  }

  private boolean question() {
    questions++;
    return takesQuestions;
  }

  @Test
  void withinAMinuteItIsKnownThatNobodyIsThere() {
    assertThat(unservedAfter(39)).isEmpty();
    assertThat(unservedAfter(55)).contains(NOON);
  }

  @Test
  void aWorkerThatHasNothingToDoIsNotTakenForGone() {
    takesQuestions = true;

    for (int seconds = 0; seconds < 300; seconds++) {
      assertThat(queue.unservedSince(NOON.plusSeconds(seconds), this::question)).isEmpty();
    }
    assertThat(questions).as("asked seldom").isBetween(5, 15);
  }

  @Test
  void aWorkerThatAsksByItselfIsNotAsked() {
    polled = () -> Optional.of(NOON.plusSeconds(45));

    assertThat(unservedAfter(60)).isEmpty();
    assertThat(questions).isZero();
  }

  @Test
  void whatIsGoneStaysGoneAlsoWhenTemporalForgetsIt() {
    unservedAfter(55);
    polled = Optional::empty;

    assertThat(unservedAfter(400)).contains(NOON);
    assertThat(questions).as("nobody is asked once it is known").isLessThan(5);
  }

  @Test
  void aWorkerThatComesBackServesAtOnce() {
    unservedAfter(55);
    polled = () -> Optional.of(NOON.plusSeconds(61));

    assertThat(unservedAfter(70)).isEmpty();
  }

  @Test
  void aServerThatKnowsOfNoWorkerSaysSoAfterThatTime() {
    polled = Optional::empty;

    assertThat(unservedAfter(39)).isEmpty();
    assertThat(unservedAfter(55)).contains(NOON);
  }

  @Test
  void aServerThatDoesNotSayIsNotTakenForAnEmptyQueue() {
    polled =
        () -> {
          throw Status.UNAVAILABLE.asRuntimeException();
        };

    assertThat(unservedAfter(120)).isEmpty();
  }
}
