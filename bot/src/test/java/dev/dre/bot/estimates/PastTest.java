package dev.dre.bot.estimates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.OperationResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which past runs count, and what they say. */
class PastTest {

  private static final StepId COPY = new StepId("copy");

  private final Plan plan = Plans.migrate();

  private static List<OperationResult> took(Integer... minutes) {
    return Arrays.stream(minutes)
        .map(m -> Map.of("copy", Duration.ofMinutes(m)))
        .map(took -> new OperationResult("migrate", new TreeMap<>(took)))
        .toList();
  }

  private static Integer[] upTo(int minutes) {
    return Stream.iterate(1, m -> m + 1).limit(minutes).toArray(Integer[]::new);
  }

  @Test
  void nineteenOfTwentyTookNoLongerThanTheSecondLongest() {
    var runs = new Past(took(upTo(20)), List.of()).usualOf(plan, COPY).orElseThrow();

    assertThat(runs.usual()).contains(new PastRuns.Usual(19, Duration.ofMinutes(19)));
    assertThat(runs.median()).isEqualTo(Duration.ofMinutes(11));
    assertThat(runs.where()).isEqualTo("on db-42");
  }

  @Test
  void ofFiveNoneTookLongerThanTheLongest() {
    var runs = new Past(took(40, 35, 42, 36, 38), List.of()).usualOf(plan, COPY).orElseThrow();

    assertThat(runs.usual()).contains(new PastRuns.Usual(5, Duration.ofMinutes(42)));
  }

  @Test
  void fourAreTooFewToSayWhatIsUsual() {
    var past = new Past(took(1, 2, 3, 4), took(1, 2, 3, 4));

    assertThat(past.usualOf(plan, COPY)).isEmpty();
    assertThat(past.anyOf(plan, COPY).orElseThrow().usual()).isEmpty();
  }

  @Test
  void whereTooFewRanOnTheSameDatastoreAllOfTheRunbookCount() {
    var past = new Past(took(60, 61), took(60, 61, 1, 2, 3));

    assertThat(past.usualOf(plan, COPY).orElseThrow().where()).isEqualTo("of migrate");
    assertThat(past.anyOf(plan, COPY).orElseThrow().longest()).isEqualTo(Duration.ofMinutes(61));
    assertThat(past.anyOf(plan, COPY).orElseThrow().shortest()).isEqualTo(Duration.ofMinutes(60));
  }

  @Test
  void anOperationThatNeverCameToTheStepSaysNothingOfIt() {
    var stopped = new OperationResult("migrate", Collections.emptySortedMap());

    assertThat(new Past(List.of(stopped), List.of(stopped)).anyOf(plan, COPY)).isEmpty();
    assertThat(Past.NONE.anyOf(plan, COPY)).isEmpty();
  }
}
