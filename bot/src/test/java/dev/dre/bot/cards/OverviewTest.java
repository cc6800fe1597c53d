package dev.dre.bot.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.bot.Plans;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.id.OperationId;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever keeps the cards says about all operations. */
class OverviewTest {

  private static final Duration TOOK = Duration.ofMillis(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Overview overview = new Overview(meters);
  private final Story asking = Story.asking();
  private final Operation running =
      Story.of(new OperationId("migrate-db-43-aaaa"), Plans.migrate()).operation();

  private void round() {
    overview.round(List.of(asking.operation(), running), 1, TOOK, asking.now());
  }

  @Test
  void operationsAreCountedByState() {
    round();

    assertThat(of("dre.operations", "running")).isEqualTo(1);
    assertThat(of("dre.operations", "awaiting_approval")).isEqualTo(1);
    assertThat(of("dre.operations", "blocked")).isZero();
  }

  @Test
  void itIsSaidHowLongSomebodyIsWaitedFor() {
    asking.waits(Duration.ofMinutes(40));

    round();

    assertThat(of("dre.operations.longest", "awaiting_approval")).isEqualTo(40 * 60);
    assertThat(of("dre.operations.longest", "blocked")).isZero();
  }

  @Test
  void thoseThatDoNotAnswerAreCounted() {
    round();

    assertThat(meters.get("dre.operations.silent").gauge().value()).isEqualTo(1);
  }

  @Test
  void onlyWhoeverKeepsTheCardsSpeaks() {
    assertThat(meters.get("dre.cards.keeper").gauge().value()).isZero();
    round();
    assertThat(meters.get("dre.cards.keeper").gauge().value()).isEqualTo(1);

    overview.over();

    assertThat(meters.get("dre.cards.keeper").gauge().value()).isZero();
    assertThatThrownBy(() -> of("dre.operations", "running"))
        .isInstanceOf(MeterNotFoundException.class);
  }

  @Test
  void roundsAreTimed() {
    round();
    round();

    assertThat(meters.get("dre.cards.round").timer().count()).isEqualTo(2);
  }

  private double of(String name, String state) {
    return meters.get(name).tag("state", state).gauge().value();
  }
}
