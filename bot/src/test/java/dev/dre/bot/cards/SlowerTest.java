package dev.dre.bot.cards;

import static dev.dre.bot.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Story;
import dev.dre.bot.estimates.Past;
import dev.dre.operations.Operation;
import dev.dre.operations.Work;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.temporal.Noticed;
import dev.dre.operations.temporal.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When somebody is told that a step takes longer than it did before. */
class SlowerTest {

  private static final Instant STARTED = NOON.plusSeconds(19);

  private final Story story = Story.copying();
  private final Operation operation = story.operation();
  private Past past = took(20);
  private final Outside outside = new Outside(List.of(new Slower((of, now) -> past)));

  /** So many runs, that took 23 minutes, 24, 25 and so on. */
  private static Past took(int runs) {
    var all =
        IntStream.range(0, runs)
            .mapToObj(i -> Map.of("copy", Duration.ofMinutes(23 + i)))
            .map(took -> new OperationResult("migrate", new TreeMap<>(took)))
            .toList();
    return new Past(all, all);
  }

  @Test
  void oneThatTakesAMinuteLongerThanNineteenOfTwentySaysSo() {
    assertThat(look(operation, Duration.ofMinutes(42).minusSeconds(1))).isEmpty();
    assertThat(look(operation, Duration.ofMinutes(42)))
        .singleElement()
        .satisfies(
            noticed -> {
              assertThat(noticed.notice().key()).isEqualTo("slow/copy/1");
              assertThat(noticed.notice().since()).isEqualTo(STARTED.plus(Duration.ofMinutes(41)));
              assertThat(noticed.notice().words())
                  .isEqualTo(
                      "copy takes longer than 19 of 20 past runs on db-42, which took up to 41 min. It goes on, and nothing is stopped.");
            });
  }

  @Test
  void ofFiveItIsLongerThanAll() {
    past = took(5);

    assertThat(words(look(operation, Duration.ofHours(1))))
        .containsExactly(
            "copy takes longer than all 5 past runs on db-42, which took up to 27 min. It goes on, and nothing is stopped.");
  }

  @Test
  void fourSayNothing() {
    past = took(4);

    assertThat(look(operation, Duration.ofDays(9))).isEmpty();
  }

  @Test
  void asLongAsNothingIsReadNothingIsSaid() {
    past = Past.NONE;

    assertThat(look(operation, Duration.ofDays(9))).isEmpty();
  }

  @Test
  void aStepWhoseRunbookSaysHowLongItShouldTakeIsLeftToThat() {
    Plan plan = Plans.expecting(Plans.migrate(), "copy", Duration.ofDays(5));

    assertThat(look(Story.copying(plan).operation(), Duration.ofHours(1))).isEmpty();
  }

  @Test
  void itIsToldOnceAlsoWhenThePastTurnsOutToHaveBeenLonger() {
    Operation known = told();
    assertThat(look(known, Duration.ofHours(2))).isEmpty();

    past = took(50);
    assertThat(look(known, Duration.ofMinutes(50))).isEmpty();
  }

  @Test
  void itIsOverWhenTheStepIs() {
    Operation known = told();
    var running = (Work.Running) known.work().orElseThrow();
    Operation after =
        known.observe(running.effect(), new Outcome.Failed("exit code 1", ""), story.now());

    assertThat(words(look(after, Duration.ofHours(2))))
        .containsExactly("copy, which took longer than before, does not run any more.");
  }

  private Operation told() {
    Duration late = Duration.ofHours(1);
    return operation.raised(look(operation, late).getFirst().notice(), STARTED.plus(late));
  }

  private List<Noticed> look(Operation of, Duration after) {
    Instant now = STARTED.plus(after);
    return outside.news(of, outside.wrong(of, List.of(), now), List.of(), now);
  }

  private static List<String> words(List<Noticed> news) {
    return news.stream().map(noticed -> noticed.notice().words()).toList();
  }
}
