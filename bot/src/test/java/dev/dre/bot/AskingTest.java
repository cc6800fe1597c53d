package dev.dre.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.dre.approvals.Principal;
import dev.dre.bot.sinks.SlackSink;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.AnswerForm;
import dev.dre.bot.words.ButtonValue;
import dev.dre.bot.words.Card;
import dev.dre.bot.words.CardView;
import dev.dre.config.Question;
import dev.dre.operations.Reply;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.StepId;
import dev.dre.words.AnswerTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people see of a step that asks them: the message, the form, the table and the file. */
class AskingTest {

  private static final Principal DRE = Principal.group("dre");
  private static final Principal ALICE = Principal.user("U0ALICE01");

  private final FakeSlack slack = new FakeSlack();
  private final FakeOperations operations = new FakeOperations();
  private final SlackSink sink = new SlackSink(slack, operations, () -> Story.NOON);

  private static Act says(String... answers) {
    var all = new TreeMap<String, String>();
    for (int i = 0; i < answers.length; i += 2) {
      all.put(answers[i], answers[i + 1]);
    }
    return new Act.Reply(Subject.CURRENT, all);
  }

  private void tell(Story story, boolean again) {
    operations.with(story.operation());
    sink.deliver(story.delivery(), again);
  }

  private List<String> messages() {
    return slack.messages.values().stream().map(sent -> sent.message().text()).toList();
  }

  @Test
  void whoIsAskedAndUntilWhenIsInTheThreadAndOnTheCard() {
    tell(Story.of(Plans.asking(true, DRE, ALICE)), false);

    assertThat(messages().getFirst()).contains("Waiting for answers", "plan-it");
    assertThat(messages().getLast())
        .contains("Questions: plan-it (step 1 of 2)", "• When may it &lt;switch&gt;?")
        .contains("Waiting for @dre and <@U0ALICE01>", "Open until");
  }

  @Test
  void theFormHasAFittingInputForEachQuestion() {
    var story = Story.of(Plans.asking(false, DRE));

    View form = form(story, Someone.BOB);

    var inputs =
        form.getBlocks().stream()
            .filter(InputBlock.class::isInstance)
            .map(InputBlock.class::cast)
            .toList();
    assertThat(inputs)
        .extracting(i -> i.getElement().getClass())
        .isEqualTo(List.of(StaticSelectElement.class, PlainTextInputElement.class));
    assertThat(inputs).extracting(InputBlock::isOptional).containsExactly(false, true);
  }

  private static View form(Story story, Someone who) {
    return AnswerForm.draw(story.operation(), ButtonValue.of(story.operation()), who.user());
  }

  @Test
  void whoAnswersAgainFindsTheirOwnAnswersInTheForm() {
    var story =
        Story.of(Plans.asking(true, DRE, ALICE))
            .gives(Someone.BOB, says("when", "tomorrow", "note", "late"));

    assertThat(initials(form(story, Someone.BOB))).containsExactly("tomorrow", "late");
    assertThat(initials(form(story, Someone.ALICE))).containsExactly("", "");
  }

  private static List<String> initials(View form) {
    return form.getBlocks().stream()
        .filter(InputBlock.class::isInstance)
        .map(block -> ((InputBlock) block).getElement())
        .map(
            element ->
                switch (element) {
                  case StaticSelectElement select when select.getInitialOption() != null ->
                      select.getInitialOption().getValue();
                  case PlainTextInputElement text when text.getInitialValue() != null ->
                      text.getInitialValue();
                  default -> "";
                })
        .toList();
  }

  @Test
  void blanksAreNoAnswer() {
    View view = filled("question/when", "  ", "question/note", "");

    assertThat(AnswerForm.problems(view)).containsOnlyKeys("question/when");
    assertThat(AnswerForm.read(filled("question/when", " tonight ", "question/note", "")))
        .isEqualTo(Map.of("when", "tonight", "note", ""));
  }

  private static View filled(String... said) {
    var story = Story.of(Plans.asking(false, DRE));
    View view = form(story, Someone.BOB);
    var values = new LinkedHashMap<String, Map<String, ViewState.Value>>();
    for (int i = 0; i < said.length; i += 2) {
      var value = new ViewState.Value();
      value.setValue(said[i + 1]);
      values.put(said[i], Map.of("answer", value));
    }
    var state = new ViewState();
    state.setValues(values);
    view.setState(state);
    return view;
  }

  @Test
  void theAnswersAreATableInTheThreadAndAFile() {
    tell(answered(), false);

    assertThat(messages())
        .anySatisfy(m -> assertThat(m).contains("*plan-it*", "who", "U0BOB0001", "tonight"));
    assertThat(slack.files)
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.getKey()).isEqualTo("migrate-db-42-k7f3-plan-it-1.csv");
              assertThat(file.getValue())
                  .isEqualTo(
                      "who,time,when,note\r\nU0BOB0001,2026-05-01T12:00:00Z,tonight,\"a, b\"\r\n");
            });
  }

  private static Story answered() {
    return Story.of(Plans.asking(false, DRE))
        .gives(Someone.BOB, says("when", "tonight", "note", "a, b"));
  }

  @Test
  void aRetryDoesNotShareTheFileTwiceAndSharesOneThatIsMissing() {
    Story story = answered();
    slack.failing(
        call -> call.startsWith("upload"),
        new SlackProblem("files.upload", "ratelimited", Optional.of(Duration.ofSeconds(3))));
    assertThatThrownBy(() -> tell(story, false)).isInstanceOf(SlackProblem.class);
    slack.works();

    tell(story, true);
    tell(story, true);

    assertThat(slack.files).hasSize(1);
    assertThat(messages()).filteredOn(m -> m.contains("The answers to")).hasSize(1);
  }

  @Test
  void whereOnlyFilesCannotBeSentTheThreadGoesOn() {
    slack.failing("upload");

    tell(answered(), false);

    assertThat(messages())
        .anyMatch(m -> m.contains("could not be attached as a file: unreachable"));
    assertThat(messages()).anyMatch(m -> m.contains("*plan-it* done"));
  }

  @Test
  void aFileThatMayNotBeSharedHoldsUpNothing() {
    slack.failing(
        call -> call.startsWith("upload"),
        new SlackProblem("files.upload", "missing_scope", Optional.empty()));

    tell(answered(), false);

    assertThat(messages())
        .anyMatch(m -> m.contains("could not be attached as a file: missing_scope"));
  }

  @Test
  void whatWouldBeAFormulaInASpreadsheetIsText() {
    var questions =
        List.of(new Question("q", "Q", Question.Type.TEXT, List.of(), Optional.empty(), false));
    var table =
        new AnswerTable(
            new Happening.AllReplied(
                new StepId("ask"),
                1,
                questions,
                List.of(reply("=1+1"), reply("-7.5"), reply("@x"), reply("say \"hi\"\nthere"))));

    assertThat(table.csv().lines().map(line -> line.replaceFirst("^[^,]*,[^,]*,", "")))
        .containsExactly("q", "'=1+1", "-7.5", "'@x", "\"say \"\"hi\"\"", "there\"");
  }

  private static Reply reply(String text) {
    return new Reply(
        Someone.BOB.actor(), List.of(DRE), new TreeMap<>(Map.of("q", text)), Story.NOON);
  }

  @Test
  void aStepThatWaitsAndMayBeSkippedHasTheButtonOnTheCard() {
    assertThat(buttons(Plans.asking(false, DRE))).containsExactly("Pause", "Abort", "Details");
    assertThat(buttons(Plans.skippable(Plans.asking(false, DRE))))
        .containsExactly("Pause", "Skip", "Abort", "Details");
  }

  private static List<String> buttons(Plan plan) {
    var card = Card.draw(CardView.of(Story.of(plan).operation()), Story.NOON);
    return card.blocks().stream()
        .filter(ActionsBlock.class::isInstance)
        .flatMap(block -> ((ActionsBlock) block).getElements().stream())
        .map(element -> ((ButtonElement) element).getText().getText())
        .toList();
  }

  @Test
  void everyMessageFitsSlack() {
    tell(answered(), false);

    slack.messages.values().forEach(sent -> SlackLimits.check(sent.message()));
  }
}
