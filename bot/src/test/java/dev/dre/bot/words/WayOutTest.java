package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.plan.Zone;
import org.junit.jupiter.api.Test;

/** Which way out a card offers, before and after the switch. */
class WayOutTest {

  private static String card(Operation operation) {
    return Card.draw(CardView.of(operation), Story.NOON).blocks().toString();
  }

  /** Preflight is behind the switch, and its next step waits. */
  private static Story switched() {
    return Story.of(Plans.reversible(Plans.migrate(), Zone.REVERSE)).succeeds();
  }

  @Test
  void beforeTheSwitchItIsAbort() {
    assertThat(card(Story.copying().operation()))
        .contains(Buttons.ABORT)
        .doesNotContain(Buttons.REVERSE);
  }

  @Test
  void afterTheSwitchItIsReverseWhereThereIsAWayBack() {
    assertThat(card(switched().operation()))
        .contains(Buttons.REVERSE)
        .doesNotContain(Buttons.ABORT)
        .contains("once Reverse has stopped this one");
    assertThat(card(Story.of(Plans.oneWay(Plans.migrate(), Zone.REVERSE)).succeeds().operation()))
        .doesNotContain(Buttons.REVERSE)
        .doesNotContain(Buttons.ABORT);
  }

  @Test
  void whatCannotBeUndoneBecauseItsClusterIsAwayCanBeGivenUp() {
    var story = Story.copying().abortedBy(Someone.BOB, "enough").stops();
    assertThat(card(story.operation())).doesNotContain("Give up");

    story.hears(
        new Notice(NoticeKind.RETRYING, Notice.untold("audit"), "The record fails.", story.now()));
    assertThat(card(story.operation())).doesNotContain("Give up");

    story.hears(
        new Notice(NoticeKind.RETRYING, "retrying/7", "Starting a Job fails.", story.now()));
    assertThat(card(story.operation()))
        .contains("Give up on rows copied to cluster-b")
        .doesNotContain("Try again now");
  }

  @Test
  void theDialogAndTheStoppedCardSayTheCommandThatGoesBack() {
    Operation operation = switched().operation();

    assertThat(Dialogs.reverse(operation, ButtonValue.of(operation)).toString())
        .contains("/dre migrate-back db-42 --of migrate-db-42-k7f3");

    var stopped = switched().gives(Someone.BOB, new Act.Reverse("slow")).stops();
    assertThat(card(stopped.operation()))
        .contains("Stopped where it was")
        .contains("/dre migrate-back db-42 --of migrate-db-42-k7f3");
  }
}
