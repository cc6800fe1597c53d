package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.risky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever approves waits for the step: it begins, and then it is told. */
class StepFirstTest {

  private final Shell shell = new Shell();

  @BeforeEach
  void waitForApproval() {
    shell.start(request(look("preflight"), risky("cut_over")));
    shell.reaches(State.AWAITING_APPROVAL);
    await().until(() -> told(Happening.GateOpened.class));
  }

  @AfterEach
  void stop() {
    shell.close();
  }

  private boolean told(Class<? extends Happening> what) {
    return shell.sink.told().stream().map(Event::what).anyMatch(what::isInstance);
  }

  /** What has happened in the workflow since the first command was accepted. */
  private List<HistoryEvent> sinceTheClick() {
    return shell.history().getEvents().stream()
        .dropWhile(event -> !event.hasWorkflowExecutionUpdateAcceptedEventAttributes())
        .toList();
  }

  private static List<EventType> timers(List<HistoryEvent> events) {
    return events.stream()
        .map(HistoryEvent::getEventType)
        .filter(type -> type.name().contains("TIMER"))
        .toList();
  }

  @Test
  void whatTellsOfAnApprovalBeginsOnceTheJobIsCreated() {
    shell.approves(BOB);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);

    var activities =
        sinceTheClick().stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType())
            .map(type -> type.getName().toLowerCase(Locale.ROOT))
            .toList();
    assertThat(activities).startsWith("submitjob").contains("deliver");
    int created = firstOf(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED);
    var scheduledBefore =
        sinceTheClick().subList(0, created).stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes);
    assertThat(scheduledBefore).hasSize(1);
    // Its expiry, and the limit that was not needed.
    assertThat(timers(sinceTheClick()))
        .contains(EventType.EVENT_TYPE_TIMER_CANCELED)
        .doesNotContain(EventType.EVENT_TYPE_TIMER_FIRED);
    shell.record("approved");
  }

  private int firstOf(EventType type) {
    var types = sinceTheClick().stream().map(HistoryEvent::getEventType).toList();
    return types.indexOf(type);
  }

  @Test
  void aClusterThatDoesNotAnswerHoldsUpNobodyWhoTells() {
    shell.clusters.setUnreachable(true);
    shell.approves(BOB);

    await().until(() -> told(Happening.Approved.class));
    assertThat(shell.clusters.started()).containsExactly("preflight");
    assertThat(timers(sinceTheClick())).contains(EventType.EVENT_TYPE_TIMER_FIRED);

    shell.clusters.setUnreachable(false);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("approved-while-a-cluster-is-away");
  }

  @Test
  void whoPausesItMeanwhileIsTakenAtTheirWord() {
    shell.clusters.setUnreachable(true);
    shell.approves(BOB);
    shell.says(ALICE, Act.Pause.untilResumed(""));
    shell.reaches(State.PAUSING);
    await().until(() -> told(Happening.Approved.class) && told(Happening.HoldAdded.class));

    shell.clusters.setUnreachable(false);
    shell.reaches(State.PAUSED);
    shell.says(BOB, new Act.Resume(Optional.empty()));
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    shell.record("paused-while-a-cluster-is-away");
  }
}
