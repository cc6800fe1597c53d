package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The bot is replaced by its next release, and by the one before, with operations in flight. The
 * other release is this build again, unless {@code -Ddre.test.other-release} names the class path
 * of another one.
 */
@Apart
class ReplacedBotTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final EndToEnd everything;
  private final Processes processes;

  ReplacedBotTest(EndToEnd everything, Processes processes) {
    this.everything = everything;
    this.processes = processes;
  }

  @Test
  void anUpgradeAndTheWayBackLoseNoClickAndTellTheThreadInOrder() {
    OperationId moving = everything.migrate(Sandbox.DB_42);
    OperationId asking = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(asking, o -> o.state() == State.AWAITING_APPROVAL);
    var asked = everything.story(asking).awaitMessage(Buttons.APPROVE);
    everything.until(moving, o -> step(o, "prepare").status() != StepStatus.PENDING);

    processes.stopBot();
    everything.until(moving, o -> step(o, "subscribe").status() == StepStatus.DONE);
    processes.startBotOfTheOtherRelease();

    // The buttons are those that the bot before has posted.
    var bob = everything.sandbox().slack().person("bob");
    assertThat(bob.clicks(asked, Buttons.APPROVE).ok()).isTrue();
    everything.until(asking, o -> step(o, "again").status() == StepStatus.DONE);
    everything.until(moving, o -> o.state() == State.AWAITING_APPROVAL);
    everything.story(moving).awaitMessage(Buttons.APPROVE);

    processes.stopBot();
    processes.startBot();

    everything.chat().clicks("carol", moving, Buttons.PAUSE, "Pause");
    everything.chat().submits("carol", "which release is this?");
    everything.until(moving, o -> o.state() == State.PAUSED);
    await().atMost(PATIENCE).until(() -> shows(moving, "Paused"));
    everything.abort(moving);
    Operation looked = everything.until(asking, o -> o.state().isFinal());
    assertThat(looked.state()).isEqualTo(State.SUCCEEDED);
    await().atMost(PATIENCE).until(() -> shows(asking, "Done") && shows(moving, "Aborted"));
    for (OperationId id : new OperationId[] {moving, asking}) {
      everything.story(id).isToldOnceAndInOrder();
      assertThat(everything.story(id).thread())
          .noneMatch(m -> m.actions().contains(Buttons.APPROVE));
    }
    assertThat(everything.story(moving).done())
        .containsExactly(
            "preflight", "prepare", "subscribe", "copy", "verify-data", "prepare-reverse");
  }

  private boolean shows(OperationId id, String words) {
    return everything.story(id).card().shown().contains(words);
  }
}
