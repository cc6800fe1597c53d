package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.NEXT_OPERATION;
import static dev.dre.worker.Plans.OPERATION;
import static dev.dre.worker.Plans.again;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.Event;
import dev.dre.operations.id.OperationId;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operation that has ended does not keep its datastore because a sink is away. */
class HandoverTest {

  private static final Duration BEYOND_PATIENCE = Duration.ofSeconds(21);

  private final Shell shell = Shell.skippingTime();

  @AfterEach
  void stop() {
    shell.close();
  }

  @Test
  void theNextOperationStartsWhileASinkIsDownAndBothAreToldInOrderLater() {
    var request = request(look("preflight"), change("subscribe"));
    shell.sink.setDown(true);
    shell.start(request);
    var first = shell.reaches(State.SUCCEEDED);
    assertThatThrownBy(() -> shell.start(again(request)))
        .isInstanceOf(WorkflowExecutionAlreadyStarted.class);

    shell.passes(BEYOND_PATIENCE);
    shell.ends();
    shell.record("handed-over");

    shell.start(again(request));
    var second = shell.reaches(State.SUCCEEDED);
    assertThat(second.id()).isEqualTo(NEXT_OPERATION);
    assertThat(shell.sink.told()).isEmpty();

    shell.sink.setDown(false);
    shell.tells(OPERATION);
    shell.ends();
    shell.recordTelling(OPERATION, "telling");
    assertThat(sequences(OPERATION)).isEqualTo(upTo(first.outbox().last()));
    assertThat(sequences(NEXT_OPERATION)).isEqualTo(upTo(second.outbox().last()));
  }

  @Test
  void whatWasToldBeforeTheHandoverWithoutAnybodyHearingOfItIsNotToldAgain() {
    shell.sink.setLosesAnswers(true);
    shell.start(request(look("preflight")));
    long last = shell.reaches(State.SUCCEEDED).outbox().last();
    shell.passes(BEYOND_PATIENCE);
    shell.ends();
    assertThat(shell.sink.told()).isNotEmpty();

    shell.sink.setLosesAnswers(false);
    shell.tells(OPERATION);

    assertThat(sequences(OPERATION)).isEqualTo(upTo(last));
  }

  @Test
  void aSinkThatIsBackInTimeIsToldByTheOperationItself() {
    shell.sink.setDown(true);
    shell.start(request(look("preflight")));
    shell.reaches(State.SUCCEEDED);
    // It is tried again after 1, 3, 7 and 15 seconds.
    shell.passes(Duration.ofSeconds(5));

    shell.sink.setDown(false);
    var ended = shell.ends();

    assertThat(sequences(OPERATION)).isEqualTo(upTo(ended.outbox().last()));
    assertThatThrownBy(() -> shell.telling(OPERATION).describe())
        .isInstanceOf(WorkflowNotFoundException.class);
  }

  @Test
  void onlyAnEndLetsGoOfTheDatastore() {
    shell.sink.setDown(true);
    shell.clusters.runsOn("copy");
    shell.start(request(change("copy")));
    await().until(() -> shell.clusters.follows("copy"));
    shell.says(ALICE, Act.Pause.untilResumed(""));
    shell.clusters.finish("copy");
    shell.reaches(State.PAUSED);

    shell.passes(Duration.ofMinutes(10));

    assertThat(shell.now().state()).isEqualTo(State.PAUSED);
    assertThatThrownBy(() -> shell.start(again(request(look("preflight")))))
        .isInstanceOf(WorkflowExecutionAlreadyStarted.class);
  }

  @Test
  void whatOnlyTellsTakesNoCommands() {
    shell.sink.setDown(true);
    shell.start(request(look("preflight")));
    shell.reaches(State.SUCCEEDED);
    shell.passes(BEYOND_PATIENCE);
    shell.ends();

    assertThatThrownBy(() -> shell.says(BOB, new Act.Abort("")))
        .isInstanceOf(WorkflowException.class);
    assertThat(shell.now().state()).isEqualTo(State.SUCCEEDED);
  }

  private List<Long> sequences(OperationId id) {
    return shell.sink.told(id).stream().map(Event::sequence).toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
