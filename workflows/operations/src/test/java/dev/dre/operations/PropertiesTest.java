package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random stories. The seeds are always the same, so that a build is never red by
 * chance; a failure names its seed. Others are tried with {@code -Ddre.seed=…}.
 */
class PropertiesTest {

  private static final long FIRST_SEED = Long.getLong("dre.seed", 1);
  private static final int STORIES = 2000;
  private static final int LENGTH = 50;

  private interface Property {
    void holdsFor(RandomGenerator random) throws Exception;
  }

  @Test
  void whateverHappensTheInvariantsHold() {
    Set<State> reached = EnumSet.noneOf(State.class);
    var newRuns = new AtomicInteger();
    forManySeeds(
        STORIES,
        random -> {
          var chaos = new Chaos(random);
          for (int i = 0; i < LENGTH; i++) {
            chaos.anything();
            reached.add(chaos.operation().state());
          }
          newRuns.addAndGet(chaos.newRuns());
        });
    assertThat(reached).as("the stories go everywhere").isEqualTo(EnumSet.allOf(State.class));
    assertThat(newRuns.get()).as("some go on in new runs").isGreaterThan(STORIES);
  }

  @Test
  void withPeopleWhoCooperateAndEffectsThatSucceedItAlwaysEnds() {
    forManySeeds(
        STORIES,
        random -> {
          var chaos = new Chaos(random);
          for (int i = random.nextInt(LENGTH); i > 0; i--) {
            chaos.anything();
          }
          if (random.nextInt(3) == 0) {
            chaos.giveUpAndAbort();
          }
          for (int i = 0; i < 200 && !chaos.operation().state().isFinal(); i++) {
            chaos.cooperate();
          }
          assertThat(chaos.operation().state().isFinal())
              .as("ended, but is %s", chaos.operation().status())
              .isTrue();
        });
  }

  @Test
  void whatIsWrittenIsReadAgainAsItWas() {
    forManySeeds(
        150,
        random -> {
          var chaos = new Chaos(random);
          for (int length = random.nextInt(LENGTH); length > 0; length--) {
            chaos.anything();
          }
          for (int i = 0; i < 5; i++) {
            chaos.anything();
            Operation read = Chaos.writtenAndRead(chaos.operation());
            assertThat(read).isEqualTo(chaos.operation());
            assertThat(read.effects()).isEqualTo(chaos.operation().effects());
          }
        });
  }

  private static void forManySeeds(int stories, Property property) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + stories; seed++) {
      try {
        property.holdsFor(new SplittableRandom(seed));
      } catch (Throwable broken) {
        throw new AssertionError("with -Ddre.seed=" + seed + ": " + broken.getMessage(), broken);
      }
    }
  }
}
