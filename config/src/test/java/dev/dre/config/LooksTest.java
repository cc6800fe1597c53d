package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a wait or a check looks, and how many looks may come to nothing. */
class LooksTest {

  @TempDir private Path folder;

  private Folder with(String check) {
    return Folder.good(folder)
        .change(
            "runbooks/move.yaml",
            "- id: tidy",
            """
            - id: settle
                title: Settle
                zone: complete
                check: { probe: { cluster: "${to}", run: [lag] }, that: lag < 5, %s }
                outputs: { lag: number }
              - id: tidy"""
                .formatted(check));
  }

  private static Runbook.Action.Watch watch(Folder folder) {
    var move = Objects.requireNonNull(folder.load().runbooks().get("move"));
    return move.steps().stream()
        .map(Runbook.Step::action)
        .filter(Runbook.Action.Watch.class::isInstance)
        .map(Runbook.Action.Watch.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsWrittenIsRead() {
    var watch = watch(with("initial_delay: 10m, blind: 4, errors: 2"));

    assertThat(watch.initialDelay()).isEqualTo(Duration.ofMinutes(10));
    assertThat(watch.blind()).isEqualTo(4);
    assertThat(watch.errors()).isEqualTo(2);
  }

  @Test
  void whereNothingIsSaidOfErrorsTheyAreLooksThatSayNothing() {
    assertThat(watch(with("for: 1h")).errors()).isZero();
  }

  @Test
  void aNameThatIsNotKnownIsNamed() {
    assertThat(with("delay: 10m").problems()).singleElement().asString().contains("delay");
  }
}
