package dev.dre.sandbox.slack.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.sandbox.slack.SettableClock;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private final SettableClock clock = new SettableClock();
  private final Triggers triggers = new Triggers(clock);
  private final Person alice = Workspace.sandbox().people().getFirst();

  @Test
  void isWorthOneDialogForWhoeverCausedIt() {
    String id = triggers.issue(alice);

    assertThat(triggers.exchange(id)).isEqualTo(alice);
    assertThatThrownBy(() -> triggers.exchange(id)).hasMessage("exchanged_trigger_id");
  }

  @Test
  void isWorthNothingAfterThreeSeconds() {
    String id = triggers.issue(alice);

    clock.advance(Duration.ofSeconds(3));

    assertThatThrownBy(() -> triggers.exchange(id)).hasMessage("expired_trigger_id");
  }

  @Test
  void cannotBeMadeUp() {
    assertThatThrownBy(() -> triggers.exchange("1.2.abc")).hasMessage("invalid_trigger_id");
  }
}
