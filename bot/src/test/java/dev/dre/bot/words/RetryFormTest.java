package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a blocked step is tried again with. */
class RetryFormTest {

  private final Operation operation = Story.copying().operation();

  @Test
  void itIsFilledInWithTheValuesOfNow() {
    View form = RetryForm.draw(operation, ButtonValue.of(operation));

    assertThat(form.getCallbackId()).isEqualTo(Buttons.RETRY_WITH);
    assertThat(inputs(form)).containsEntry("parameter/to", "cluster-b");
  }

  @Test
  void theDatastoreStaysAsItIs() {
    View form = RetryForm.draw(operation, ButtonValue.of(operation));

    assertThat(operation.plan().parameters()).containsKey("datastore");
    assertThat(inputs(form)).isNotEmpty().doesNotContainKey("parameter/datastore");
  }

  @Test
  void onlyWhatWasFilledInOtherwiseIsAChange() {
    var filledIn = new HashMap<>(operation.plan().parameters());
    assertThat(RetryForm.changes(view(filledIn), operation.plan())).isEmpty();

    filledIn.put("max_wal_gb", " 80 ");
    assertThat(RetryForm.changes(view(filledIn), operation.plan()))
        .containsExactly(Map.entry("max_wal_gb", "80"));
  }

  private static Map<String, String> inputs(View form) {
    return form.getBlocks().stream()
        .filter(InputBlock.class::isInstance)
        .map(InputBlock.class::cast)
        .collect(
            Collectors.toMap(
                InputBlock::getBlockId,
                block -> ((PlainTextInputElement) block.getElement()).getInitialValue()));
  }

  private static View view(Map<String, String> values) {
    var state = new HashMap<String, Map<String, ViewState.Value>>();
    values.forEach(
        (name, said) -> {
          var value = new ViewState.Value();
          value.setValue(said);
          state.put("parameter/" + name, Map.of("value", value));
        });
    return View.builder().state(ViewState.builder().values(state).build()).build();
  }
}
