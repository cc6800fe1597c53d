package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.command.Act;
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
    assertThat(card(Story.of(Plans.in(Plans.migrate(), Zone.REVERSE)).succeeds().operation()))
        .doesNotContain(Buttons.REVERSE)
        .doesNotContain(Buttons.ABORT);
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
