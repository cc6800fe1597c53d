package dev.dre.operations;

import static dev.dre.operations.Someone.ALICE;
import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.json.OperationJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody outside has noticed is kept while it is so, and told once. */
class NoticingTest {

  private static final Instant LATER = Story.NOON.plus(Duration.ofMinutes(2));
  private static final Notice UNSERVED =
      new Notice(
          NoticeKind.UNSERVED,
          "unserved/cluster-b",
          "No worker serves cluster-b since 12:00.",
          Story.NOON);
  private static final Notice SERVED =
      new Notice(
          NoticeKind.UNSERVED,
          "unserved/cluster-b",
          "A worker serves cluster-b again.",
          Story.NOON);

  private final Operation running = Story.of(step("copy")).operation();

  @Test
  void whatIsNoticedIsToldAndKept() {
    Operation noticed = running.raised(UNSERVED, LATER);

    assertThat(noticed.notices()).containsExactly(UNSERVED);
    assertThat(told(running, noticed))
        .containsExactly(
            new Happening.NoticeRaised(
                UNSERVED.kind(), UNSERVED.key(), UNSERVED.words(), Story.NOON));
  }

  @Test
  void whatIsNoticedTwiceIsToldOnce() {
    Operation noticed = running.raised(UNSERVED, LATER);

    assertThat(noticed.raised(UNSERVED, LATER.plusSeconds(60))).isSameAs(noticed);
  }

  @Test
  void whatIsOverIsToldAndForgotten() {
    Operation noticed = running.raised(UNSERVED, LATER);

    Operation over = noticed.cleared(SERVED, LATER.plusSeconds(60));

    assertThat(over.notices()).isEmpty();
    assertThat(told(noticed, over))
        .containsExactly(
            new Happening.NoticeCleared(SERVED.kind(), SERVED.key(), SERVED.words(), Story.NOON));
    assertThat(over.cleared(SERVED, LATER.plusSeconds(90))).isSameAs(over);
  }

  @Test
  void itChangesNothingElse() {
    Operation noticed = running.raised(UNSERVED, LATER);

    assertThat(noticed.status()).isEqualTo(running.status());
    assertThat(noticed.work()).isEqualTo(running.work());
    assertThat(noticed.cleared(SERVED, LATER).steps()).isEqualTo(running.steps());
  }

  @Test
  void nothingIsNoticedAfterTheEnd() {
    Operation ended = Story.from(running.raised(UNSERVED, LATER)).succeeds().operation();

    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.notices()).isEmpty();
    assertThat(ended.raised(UNSERVED, LATER)).isSameAs(ended);
  }

  @Test
  void itStaysThroughAPauseAndAnAbort() {
    Operation noticed = running.raised(UNSERVED, LATER);

    assertThat(Story.from(noticed).pausedBy(ALICE).operation().notices()).containsExactly(UNSERVED);
    assertThat(Story.from(noticed).abortedBy(ALICE).operation().notices())
        .containsExactly(UNSERVED);
  }

  @Test
  void aWatcherThatGoesWildFillsNothing() {
    Operation many =
        IntStream.range(0, 100)
            .mapToObj(i -> new Notice(NoticeKind.RETRYING, "retrying/" + i, "again", LATER))
            .reduce(running, (o, notice) -> o.raised(notice, LATER), (a, b) -> b);

    assertThat(many.notices()).hasSize(20);
  }

  @Test
  void itIsReadAsItWasWrittenAlsoWhenAnotherReleaseHasNoticedSomethingNew() throws Exception {
    var unheardOf = new Notice(new NoticeKind("moon_rose"), "moon", "The moon rose.", LATER);
    Operation noticed = running.raised(UNSERVED, LATER).raised(unheardOf, LATER);

    String json = OperationJson.mapper().writeValueAsString(noticed);

    assertThat(OperationJson.mapper().readValue(json, Operation.class)).isEqualTo(noticed);
  }

  private static List<Happening> told(Operation before, Operation after) {
    return after.outbox().pending().stream()
        .filter(event -> event.sequence() > before.outbox().last())
        .map(Event::what)
        .toList();
  }
}
