package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.dre.operations.Operation;
import dev.dre.operations.plan.Plan;
import dev.dre.words.ChangeableValues;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The form that asks for other values, with which a blocked step is tried again. */
public final class RetryForm {

  /** A parameter's block is called after it. */
  private static final String BLOCK = "parameter/";

  private static final String INPUT = "value";

  private RetryForm() {}

  /** Filled in with the values of now. */
  public static View draw(Operation operation, ButtonValue value) {
    return Dialogs.form(
        "Retry",
        Buttons.RETRY_WITH,
        value,
        "*Try %s again with other values?* What is left is planned anew with them; what was approved for the old plan is asked for again."
            .formatted(operation.id()),
        ChangeableValues.of(operation.plan()).entrySet().stream()
            .map(parameter -> block(parameter.getKey(), parameter.getValue()))
            .toList());
  }

  /** Whether there is anything to fill in. */
  static boolean isOfUse(Operation operation) {
    return !ChangeableValues.of(operation.plan()).isEmpty();
  }

  /** What was filled in otherwise than it is now, by parameter. */
  public static SortedMap<String, String> changes(View view, Plan plan) {
    var changes = new TreeMap<String, String>();
    ChangeableValues.of(plan)
        .forEach(
            (name, value) ->
                said(view, name)
                    .filter(s -> !s.equals(value))
                    .ifPresent(s -> changes.put(name, s)));
    return changes;
  }

  private static LayoutBlock block(String name, String value) {
    return input(
        i ->
            i.blockId(BLOCK + name)
                .label(plainText(name.replace('_', ' ')))
                .element(plainTextInput(p -> p.actionId(INPUT).initialValue(value))));
  }

  private static Optional<String> said(View view, String name) {
    return Optional.ofNullable(view.getState().getValues().get(BLOCK + name))
        .or(() -> Optional.of(Map.of()))
        .map(inputs -> inputs.get(INPUT))
        .map(ViewState.Value::getValue)
        .map(String::strip);
  }
}
