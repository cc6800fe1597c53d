package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.Story;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card says who would notice that something goes wrong, also when nobody would. */
class WatchWordsTest {

  @Test
  void whatNoGuardWatchesHasOnlyItsTimeout() {
    assertThat(WatchWords.of(Story.migration().operation()))
        .containsExactly("No guard watches preflight: it is stopped after 5 min.");
  }

  @Test
  void whatAGuardWatchesSaysWhenElsePeopleAreTold() {
    var plan = Plans.expecting(Plans.migrate(), "copy", Duration.ofHours(6));

    assertThat(
            WatchWords.of(
                Story.copying(Plans.stalling(plan, "copy", Optional.of(Duration.ofMinutes(30))))
                    .operation()))
        .containsExactly(
            "copy: people are told when it takes longer than 6 h, or it shows no progress for 30 min; it is stopped after 10 d.");
  }

  @Test
  void aWorkflowOfSomebodyElseIsEndedByTemporal() {
    var start = new StepAction.StartWorkflow("Count", "samples", "", Duration.ofMinutes(5));

    assertThat(WatchWords.of(Story.of(Plans.doing(start)).operation()))
        .containsExactly("No guard watches prepare: Temporal ends it after 5 min.");
  }

  @Test
  void whereNothingRunsNothingIsWatched() {
    assertThat(WatchWords.of(Story.asking().operation())).isEmpty();
    assertThat(WatchWords.of(Story.copying().fails("x", "").operation())).isEmpty();
  }

  @Test
  void theCardShowsIt() {
    var view = CardView.of(Story.migration().operation());

    assertThat(Card.draw(view, Story.NOON).blocks().toString())
        .contains("No guard watches preflight: it is stopped after 5 min.");
  }
}
