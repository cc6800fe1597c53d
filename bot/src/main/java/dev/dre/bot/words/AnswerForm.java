package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.datePicker;
import static com.slack.api.model.block.element.BlockElements.numberInput;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.block.element.BlockElements.radioButtons;
import static com.slack.api.model.block.element.BlockElements.staticSelect;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.dre.approvals.Actor;
import dev.dre.config.Question;
import dev.dre.operations.Operation;
import dev.dre.operations.Reply;
import dev.dre.operations.StepRun;
import dev.dre.words.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form that a step asks people to fill in: one input for each question. */
public final class AnswerForm {

  /** A question's block is called after it. */
  private static final String BLOCK = "question/";

  private static final String INPUT = "answer";

  /** Slack's limits for a list of choices, and for the text of one. */
  private static final int MOST_CHOICES = 100;

  private static final int LONGEST_CHOICE = 75;

  private static final OptionObject YES = choice("yes");
  private static final OptionObject NO = choice("no");

  private AnswerForm() {}

  /** As {@code operation} asks now, filled in with what {@code user} has answered already. */
  public static View draw(Operation operation, ButtonValue value, String user) {
    var open = operation.questions();
    if (open.isEmpty()) {
      return Dialogs.problem("Answer", "Nothing is asked any more.");
    }
    StepRun run = operation.step(open.get().asking().step());
    var said =
        run.replies().stream()
            .filter(reply -> reply.by() instanceof Actor.Person by && by.user().equals(user))
            .findFirst()
            .map(Reply::answers);
    return Dialogs.form(
        "Answer",
        Buttons.ANSWER,
        value,
        Words.escape(operation.planOf(run).title(), 300),
        open.get().ask().questions().stream()
            .map(q -> block(q, said.map(all -> all.get(q.id())).or(() -> defaultOf(q, said))))
            .toList());
  }

  private static Optional<String> defaultOf(Question question, Optional<?> said) {
    return said.isPresent() ? Optional.empty() : question.otherwise().map(question::normalized);
  }

  private static LayoutBlock block(Question question, Optional<String> initial) {
    return input(
        i ->
            i.blockId(BLOCK + question.id())
                .optional(!question.isMandatory())
                .label(plainText(Words.shorten(question.title(), 2_000)))
                .element(element(question, initial)));
  }

  private static BlockElement element(Question question, Optional<String> initial) {
    String text = initial.orElse(null);
    return switch (question.type()) {
      case TEXT -> text(text);
      case NUMBER -> numberInput(n -> n.actionId(INPUT).decimalAllowed(true).initialValue(text));
      case DATE -> datePicker(d -> d.actionId(INPUT).initialDate(text));
      case YES_NO ->
          radioButtons(
              r ->
                  r.actionId(INPUT)
                      .options(List.of(YES, NO))
                      .initialOption(
                          initial.map(said -> said.equals("true") ? YES : NO).orElse(null)));
      case CHOICE, DATASTORE ->
          fits(question.choices())
              ? staticSelect(
                  s ->
                      s.actionId(INPUT)
                          .options(question.choices().stream().map(AnswerForm::choice).toList())
                          .initialOption(initial.map(AnswerForm::choice).orElse(null)))
              : text(text);
    };
  }

  private static BlockElement text(@Nullable String initial) {
    return plainTextInput(p -> p.actionId(INPUT).maxLength(Question.LONGEST).initialValue(initial));
  }

  private static boolean fits(List<String> choices) {
    return choices.size() <= MOST_CHOICES
        && choices.stream().allMatch(choice -> choice.length() <= LONGEST_CHOICE);
  }

  private static OptionObject choice(String text) {
    return option(plainText(text), text);
  }

  /** What was filled in, by question; empty where nothing was: that takes back what was said. */
  public static SortedMap<String, String> read(View view) {
    var answers = new TreeMap<String, String>();
    view.getState()
        .getValues()
        .forEach(
            (block, inputs) ->
                Optional.ofNullable(inputs.get(INPUT))
                    .filter(ignored -> block.startsWith(BLOCK))
                    .ifPresent(value -> answers.put(block.substring(BLOCK.length()), said(value))));
    return answers;
  }

  private static String said(ViewState.Value value) {
    return Optional.ofNullable(value.getSelectedOption())
        .map(ViewState.SelectedOption::getValue)
        .or(() -> Optional.ofNullable(value.getSelectedDate()))
        .or(() -> Optional.ofNullable(value.getValue()))
        .map(String::strip)
        .orElse("");
  }

  /** Blanks are no answer: what is wrong at which input. Empty when all is there. */
  public static Map<String, String> problems(View view) {
    var problems = new LinkedHashMap<String, String>();
    var answers = read(view);
    for (LayoutBlock block : view.getBlocks()) {
      if (block instanceof InputBlock question
          && !question.isOptional()
          && answers.getOrDefault(question.getBlockId().substring(BLOCK.length()), "").isEmpty()) {
        problems.put(question.getBlockId(), "Please answer this.");
      }
    }
    return problems;
  }
}
