package dev.dre.bot.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.bot.FakeOperations;
import dev.dre.bot.FakeSlack;
import dev.dre.bot.SlackLimits;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Verification;
import dev.dre.operations.temporal.DeliveryReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlackSinkTest {

  private final FakeSlack slack = new FakeSlack();
  private final FakeOperations operations = new FakeOperations();
  private final SlackSink sink = new SlackSink(slack, operations, () -> Story.NOON);

  @Test
  void theFirstDeliveryPostsTheCardAndBeginsItsThread() {
    var report = first(Story.migration());

    assertThat(slack.roots()).hasSize(1);
    assertThat(slack.thread()).singleElement().asString().contains("Plan", "preflight");
    assertThat(report.throughSequence()).isEqualTo(2);
    assertThat(report.windows())
        .containsExactly(Map.entry("card", slack.roots().getFirst().at().window()));
  }

  @Test
  void laterDeliveriesGoIntoTheThreadOfTheCard() {
    Story story = Story.migration();
    story.told(first(story).windows()).succeeds();

    var report = later(story);

    assertThat(slack.roots()).hasSize(1);
    assertThat(slack.thread()).hasSize(2).last().asString().contains("preflight", "prepare");
    assertThat(report.windows()).isEmpty();
  }

  @Test
  void manyEventsBecomeOneMessageInTheirOrder() {
    first(Story.copying());

    assertThat(slack.thread())
        .singleElement()
        .asString()
        .containsSubsequence("Plan", "preflight", "prepare", "subscribe", "copy");
  }

  @Test
  void aRetryAfterEverythingWasPostedPostsNothing() {
    Story story = Story.asking();
    first(story);
    int before = slack.messages.size();

    sink.deliver(story.delivery(), true);

    assertThat(slack.messages).hasSize(before);
  }

  @Test
  void aRetryReportsTheWindowsThatTheFirstTryOpened() {
    Story story = Story.asking();
    var opened = first(story).windows();

    assertThat(opened).containsKeys("card", "gate/cut_over#1");
    assertThat(sink.deliver(story.delivery(), true).windows()).isEqualTo(opened);
  }

  @Test
  void aRetryPostsTheCardWhenOnlyItWasNotPosted() {
    Story story = Story.migration();
    operations.with(story.operation());

    sink.deliver(story.delivery(), true);

    assertThat(slack.roots()).hasSize(1);
    assertThat(slack.thread()).hasSize(1);
  }

  @Test
  void aRetryAfterHalfOfTheMessagesPostsTheRest() {
    Story story = Story.asking().rejectedBy(Someone.BOB);
    operations.with(story.operation());
    var count = new AtomicInteger();
    slack.failing(
        call -> call.startsWith("reply") && count.incrementAndGet() == 3,
        new SlackProblem("chat.postMessage", "ratelimited", Optional.empty()));
    assertThatThrownBy(() -> sink.deliver(story.delivery(), false))
        .isInstanceOf(SlackProblem.class);
    List<String> half = slack.thread();
    slack.works();

    sink.deliver(story.delivery(), true);

    var whole = new FakeSlack();
    new SlackSink(whole, operations, () -> Story.NOON).deliver(story.delivery(), false);
    assertThat(half).hasSize(2);
    assertThat(slack.thread()).isEqualTo(whole.thread());
  }

  @Test
  void whatIsTooLongForOneMessageIsSplitAndNothingIsLost() {
    Story story = Story.migration();
    Event one = story.events().getLast();
    var many =
        java.util.stream.LongStream.rangeClosed(1, 100)
            .mapToObj(n -> new Event(n, Story.NOON, one.what()))
            .toList();
    operations.with(story.operation());

    sink.deliver(story.delivery(many), false);

    assertThat(slack.thread()).hasSizeGreaterThan(1).allMatch(text -> text.length() <= 3_000);
    assertThat(String.join("\n", slack.thread()).lines()).hasSize(100);
    assertThat(marks()).isSorted().last().isEqualTo(100L);
  }

  @Test
  void aQuestionAndATroubleHaveMessagesOfTheirOwnBetweenTheLines() {
    first(Story.asking().rejectedBy(Someone.BOB));

    assertThat(slack.thread()).hasSize(4);
    assertThat(slack.thread().get(1)).contains("Approval");
    assertThat(slack.thread().get(2)).contains("rejected");
    assertThat(slack.thread().get(3)).contains("cut-over");
    assertThat(marks()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aQuestionThatIsOverIsToldWithoutButtons() {
    Story story = Story.asking().approvedBy(Someone.BOB, "");

    first(story);

    assertThat(slack.messages.values().toString()).doesNotContain("dre_approve");
  }

  @Test
  void whatWasPostedIsAskedForOnlyOnARetry() {
    first(Story.migration());

    assertThat(slack.asked).noneMatch(call -> call.startsWith("findRoot"));
    assertThat(slack.asked).noneMatch(call -> call.startsWith("toldIn"));
  }

  @Test
  void itTellsAnOlderOperationThoughAnotherHasTheDatastoreNow() {
    Story old = Story.migration();
    Story present =
        Story.of(
            new dev.dre.operations.id.OperationId("migrate-db-42-zzzz"), old.operation().plan());
    operations.with(old.operation()).with(present.operation());

    sink.deliver(old.delivery(), false);

    assertThat(slack.roots().getFirst().message().blocks().toString()).contains("k7f3");
  }

  @Test
  void noTextIsTooLongForSlack() {
    String long1 = "<&>".repeat(5_000);
    Story story =
        Story.copying()
            .fails(long1, long1)
            .isVerified(Verification.PARTIAL, long1)
            .abortedBy(Someone.BOB, long1);

    first(story);

    assertThat(slack.messages.values()).allSatisfy(sent -> SlackLimits.check(sent.message()));
  }

  private DeliveryReport first(Story story) {
    operations.with(story.operation());
    return sink.deliver(story.delivery(), false);
  }

  private DeliveryReport later(Story story) {
    operations.with(story.operation());
    return sink.deliver(story.delivery(), false);
  }

  private List<Long> marks() {
    return slack.messages.values().stream().map(sent -> sent.mark().throughSequence()).toList();
  }
}
