package dev.dre.bot.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Story;
import dev.dre.operations.temporal.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted when something is told. */
class DeliveryMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Story story = Story.copying().fails("exit 1", "");
  private final DeliveryMetrics told =
      new DeliveryMetrics(meters, () -> story.now().plusSeconds(3));

  @Test
  void whatHappenedIsCountedOnceHoweverManyAreTold() {
    told.done(to(AuditFile.NAME));
    told.done(to("slack"));
    told.done(to("pager"));

    assertThat((long) meters.get("dre.happenings").tag("what", "step_started").counter().count())
        .isEqualTo(
            story.events().stream()
                .filter(e -> e.what().getClass().getSimpleName().equals("StepStarted"))
                .count());
  }

  @Test
  void whatHasNotHappenedYetIsCountedAsNone() {
    assertThat(meters.get("dre.happenings").tag("what", "guard_breached").counter().count())
        .isZero();
  }

  @Test
  void itIsSaidHowLateEachSinkWas() {
    told.done(to("slack"));

    var lag = meters.get("dre.delivery.lag").tag("sink", "slack").timer();
    assertThat(lag.count()).isEqualTo(story.events().size());
    assertThat(Duration.ofSeconds((long) lag.max(TimeUnit.SECONDS)))
        .isEqualTo(Duration.between(story.events().getFirst().at(), story.now().plusSeconds(3)));
  }

  @Test
  void whatCouldNotBeToldIsCountedAsThat() {
    told.failed(to("pager"));

    assertThat(
            meters
                .get("dre.deliveries")
                .tag("sink", "pager")
                .tag("result", "failed")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(meters.find("dre.delivery.lag").timer()).isNull();
  }

  private Delivery to(String sink) {
    var all = story.delivery(story.events());
    return new Delivery(
        sink, all.operation(), all.datastore(), all.channel(), all.events(), all.windows(), false);
  }
}
