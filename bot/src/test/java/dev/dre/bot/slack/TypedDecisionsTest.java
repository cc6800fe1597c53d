package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import dev.dre.bot.FakeOperations;
import dev.dre.bot.FakeSlack;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.slack.TypedDecisions.Decision;
import dev.dre.bot.words.ButtonValue;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypedDecisionsTest {

  private final FakeSlack slack = new FakeSlack();
  private final FakeOperations operations = new FakeOperations();
  private final TypedDecisions decisions = new TypedDecisions(slack, operations);

  private View asks(Decision decision, String name) {
    var place = new Place(Story.CHANNEL, Optional.empty(), Someone.BOB.user());
    decisions.ask(place, decision, name, "trigger");
    return slack.views.values().iterator().next();
  }

  private static ButtonValue value(View view) {
    return ButtonValue.decode(view.getPrivateMetadata()).orElseThrow();
  }

  @Test
  void whatIsApprovedIsShownFirstAndIsTheRequestOfThatMoment() {
    Operation operation =
        Story.asking().told(Map.of("card", Story.CHANNEL + "/1777636800.000100")).operation();
    operations.with(operation);
    OpenGate gate = operation.gate().orElseThrow();

    View view = asks(Decision.APPROVE, "db-42");

    assertThat(slack.asked).startsWith("open trigger");
    assertThat(view.getCallbackId()).isEqualTo(Buttons.APPROVE);
    assertThat(view.getBlocks().toString())
        .contains("Approval needed: Cut over to cluster-b", "mismatches", "Needs 1 of @dre")
        .doesNotContain(Buttons.REJECT);
    assertThat(value(view).about()).isEqualTo(gate.id().value());
    assertThat(value(view).digest()).isEqualTo(gate.digest());
    assertThat(value(view).at()).isEqualTo(Story.CHANNEL + "/1777636800.000100");
    assertThat(comment(view).isOptional()).isTrue();
  }

  @Test
  void aRejectionIsSubmittedAsOne() {
    operations.with(Story.asking().operation());

    View view = asks(Decision.REJECT, Story.ID.value());

    assertThat(view.getCallbackId()).isEqualTo(Buttons.REJECT);
    assertThat(view.getSubmit().getText()).isEqualTo("Reject");
    assertThat(value(view).at()).as("no card yet").isEqualTo(Story.CHANNEL + "/");
  }

  private static InputBlock comment(View view) {
    return (InputBlock) view.getBlocks().getLast();
  }

  @Test
  void whereNobodyIsAskedThereIsNothingToSubmit() {
    operations.with(Story.copying().operation());

    View view = asks(Decision.APPROVE, "db-42");

    assertThat(view.getSubmit()).isNull();
    assertThat(view.getBlocks().toString())
        .contains("migrate-db-42-k7f3 asks for no approval now: it is running.");
  }

  @Test
  void anOperationThatIsNotThereIsNamed() {
    assertThat(asks(Decision.APPROVE, "db-99").getBlocks().toString())
        .contains("There is no operation “db-99”");
  }

  @Test
  void withoutANameTheUseIsSaid() {
    assertThat(asks(Decision.REJECT, "").getBlocks().toString())
        .contains("`/dre reject &lt;operation or datastore&gt;`");
  }
}
