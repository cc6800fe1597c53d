package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.effect.Effect;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.event.Event;
import dev.dre.operations.id.EffectId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each sink is told everything, in order, and holds up no other. */
class TellingTest {

  @Test
  void eachSinkHasOneDeliveryInFlight() {
    var story = Story.of(step("copy"));

    assertThat(story.operation().effects())
        .containsKeys(EffectId.deliver("audit", 1), EffectId.deliver("thread", 1));
    assertThat(delivery(story, "thread", 1).events())
        .extracting(Event::sequence)
        .containsExactly(1L, 2L);
  }

  @Test
  void whatHappensMeanwhileIsToldNext() {
    var story = Story.of(step("copy"), step("cut_over")).succeeds();

    tells(story, "thread", 1, 2);

    assertThat(story.operation().outbox().waitingFor("thread"))
        .extracting(Event::sequence)
        .containsExactly(3L, 4L);
    assertThat(story.operation().effects()).containsKey(EffectId.deliver("thread", 3));
  }

  @Test
  void aSinkThatIsDownKeepsItsEventsAndHoldsUpNoOther() {
    var story = Story.of(step("copy"), step("cut_over"));
    tells(story, "audit", 1, 2);
    story.succeeds();
    tells(story, "audit", 3, 4);

    assertThat(story.operation().outbox().waitingFor("audit")).isEmpty();
    assertThat(story.operation().outbox().waitingFor("thread")).hasSize(4);
  }

  @Test
  void whatEverySinkHasToldIsForgotten() {
    var story = Story.of(step("copy"));
    tells(story, "audit", 1, 2);
    tells(story, "thread", 1, 2);

    assertThat(story.operation().outbox().pending()).isEmpty();
    assertThat(story.operation().outbox().last()).isEqualTo(2);
  }

  @Test
  void aReportBehindTheCursorOrBeyondTheLastEventMovesItNowhereWrong() {
    var story = Story.of(step("copy"));
    tells(story, "thread", 1, 99);
    assertThat(story.operation().outbox().cursors()).containsEntry("thread", 2L);

    tells(story, "thread", 1, 1);
    assertThat(story.operation().outbox().cursors()).containsEntry("thread", 2L);
  }

  @Test
  void aDeliveryThatFailsStaysWantedAndTellsNothingNew() {
    var story = Story.of(step("copy"));
    var before = story.operation();

    story.reports(EffectId.deliver("thread", 1), new Outcome.Failed("429", ""));

    assertThat(story.operation()).isEqualTo(before);
  }

  @Test
  void aDeliveryToASinkThatNobodyKnowsChangesNothing() {
    var story = Story.of(step("copy"));
    var before = story.operation();

    tells(story, "pager", 1, 2);

    assertThat(story.operation()).isEqualTo(before);
  }

  @Test
  void whereItWasToldIsHandedToTheNextDelivery() {
    var story = Story.of(step("copy"), step("cut_over"));
    story.reports(
        EffectId.deliver("thread", 1),
        new Outcome.Delivered(2, new TreeMap<>(Map.of("card", "C0DBOPS01/1.2"))));
    story.succeeds();

    assertThat(delivery(story, "thread", 3).windows()).containsEntry("card", "C0DBOPS01/1.2");
  }

  @Test
  void theLastEventsAreToldAfterTheEnd() {
    var story = Story.of(step("copy")).succeeds();

    assertThat(story.operation().effects().values()).allMatch(Effect.Deliver.class::isInstance);
    assertThat(story.operation().effects()).hasSize(2);
  }

  @Test
  void anOperationThatNobodyListensToStillCountsItsEvents() {
    var request = Story.request(PlanSketch.plan(step("copy")).planned());
    var unheard =
        new OperationRequest(
            request.id(),
            ALICE.actor(),
            request.channel(),
            request.plan(),
            request.planDigest(),
            List.of());

    var operation = Operation.start(unheard, Story.NOON);

    assertThat(operation.outbox().last()).isEqualTo(2);
    assertThat(operation.outbox().pending()).isEmpty();
  }

  private static Effect.Deliver delivery(Story story, String sink, long from) {
    return (Effect.Deliver)
        Objects.requireNonNull(story.operation().effects().get(EffectId.deliver(sink, from)));
  }

  private static void tells(Story story, String sink, long from, long through) {
    story.reports(EffectId.deliver(sink, from), new Outcome.Delivered(through, new TreeMap<>()));
  }
}
