package dev.dre.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dre.sandbox.faults.Switchboard.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SwitchboardTest {

  private final Switchboard switchboard = new Switchboard();
  private final List<String> done = new ArrayList<>();

  @AfterEach
  void close() {
    switchboard.close();
  }

  @Test
  void whatIsOnAlreadyIsLeftAsItIs() {
    offer(Fault.PAGER_FAILS);

    switchboard.on(Fault.PAGER_FAILS).join();
    switchboard.on(Fault.PAGER_FAILS).join();
    assertThat(state(Fault.PAGER_FAILS)).isEqualTo(State.ON);
    switchboard.off(Fault.PAGER_FAILS).join();
    switchboard.off(Fault.PAGER_FAILS).join();

    assertThat(state(Fault.PAGER_FAILS)).isEqualTo(State.OFF);
    assertThat(done).containsExactly("pager-fails on", "pager-fails off");
  }

  @Test
  void slackCanOnlyFailInOneWay() {
    offer(Fault.SLACK_FAILS);
    offer(Fault.SLACK_LIMITS);
    offer(Fault.PAGER_FAILS);
    switchboard.on(Fault.PAGER_FAILS).join();

    switchboard.on(Fault.SLACK_FAILS).join();
    switchboard.on(Fault.SLACK_LIMITS).join();

    assertThat(done)
        .containsExactly("pager-fails on", "slack-fails on", "slack-fails off", "slack-limits on");
  }

  @Test
  void whatCannotBeSwitchedSaysWhyAndStaysAsItWas() {
    switchboard.add(
        Fault.GUARD_BREACHES,
        Switch.of(
            () -> {
              throw new CannotSwitch("nothing is replicated now");
            },
            () -> done.add("off")));

    assertThatThrownBy(() -> switchboard.on(Fault.GUARD_BREACHES).join())
        .hasCauseInstanceOf(CannotSwitch.class)
        .hasMessageContaining("nothing is replicated now");

    assertThat(state(Fault.GUARD_BREACHES)).isEqualTo(State.OFF);
    assertThat(done).isEmpty();
  }

  @Test
  void oneThatCannotBeEndedKeepsNoOtherFromIt() {
    offer(Fault.PAGER_FAILS);
    switchboard.add(
        Fault.TEMPORAL_DOWN,
        Switch.of(
            () -> {},
            () -> {
              throw new IllegalStateException("its port is taken");
            }));
    switchboard.on(Fault.PAGER_FAILS).join();
    switchboard.on(Fault.TEMPORAL_DOWN).join();

    assertThatThrownBy(() -> switchboard.allOff().join()).hasMessageContaining("its port is taken");

    assertThat(state(Fault.PAGER_FAILS)).isEqualTo(State.OFF);
    assertThat(state(Fault.TEMPORAL_DOWN)).isEqualTo(State.ON);
  }

  @Test
  void oneThatEndsByItselfIsOffAndItsTraceStays() {
    var over = new AtomicBoolean();
    switchboard.add(
        Fault.STEP_FAILS,
        new Switch() {
          @Override
          public void on() {}

          @Override
          public void off() {
            done.add("off");
          }

          @Override
          public boolean over() {
            return over.get();
          }

          @Override
          public String detail() {
            return "it happened";
          }
        });
    switchboard.on(Fault.STEP_FAILS).join();
    assertThat(state(Fault.STEP_FAILS)).isEqualTo(State.ON);

    over.set(true);

    assertThat(switchboard.now())
        .containsExactly(new Switchboard.Now(Fault.STEP_FAILS, State.OFF, "it happened"));
    switchboard.off(Fault.STEP_FAILS).join();
    assertThat(done).isEmpty();
  }

  @Test
  void whileOneIsSwitchedWhoeverAsksIsAnswered() {
    var go = new CountDownLatch(1);
    switchboard.add(Fault.TEMPORAL_DOWN, Switch.of(go::await, () -> {}));

    var switching = switchboard.on(Fault.TEMPORAL_DOWN);

    await().until(() -> state(Fault.TEMPORAL_DOWN) == State.SWITCHING_ON);
    assertThat(switching).isNotDone();
    go.countDown();
    switching.join();
    assertThat(state(Fault.TEMPORAL_DOWN)).isEqualTo(State.ON);
  }

  @Test
  void theEndOfTheSandboxEndsAll() {
    offer(Fault.PAGER_FAILS);
    offer(Fault.AUDIT_FAILS);
    switchboard.on(Fault.PAGER_FAILS).join();
    switchboard.on(Fault.AUDIT_FAILS).join();

    switchboard.close();

    assertThat(done).endsWith("audit-fails off", "pager-fails off");
  }

  @Test
  void aPartThatWasNotStartedHasNoFaults() {
    assertThat(switchboard.now()).isEmpty();
    assertThatThrownBy(() -> switchboard.on(Fault.PAGER_FAILS).join())
        .hasMessageContaining("without that part");
  }

  private void offer(Fault fault) {
    switchboard.add(
        fault, Switch.of(() -> done.add(fault.id() + " on"), () -> done.add(fault.id() + " off")));
  }

  private State state(Fault fault) {
    return switchboard.now(fault).orElseThrow().state();
  }
}
