package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.element.ButtonElement;
import dev.dre.bot.FakeSlack;
import dev.dre.bot.SlackLimits;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.HistoryMessage;
import dev.dre.bot.words.Message;
import dev.dre.operations.State;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.client.history.HistoryEntry;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import dev.dre.operations.client.history.HistoryPage;
import dev.dre.operations.client.history.HistorySearch;
import dev.dre.operations.client.history.HistorySearch.Direction;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.client.history.OperationHistories.Answer;
import dev.dre.operations.client.history.Position;
import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryPagesTest {

  private static final Place PLACE =
      new Place(Story.CHANNEL, Optional.empty(), Someone.ALICE.user());
  private static final Position TOP = new Position(Story.ID, "run-1", "run-1", 90);
  private static final Position BOTTOM = new Position(Story.ID, "run-1", "run-1", 17);

  private final FakeSlack slack = new FakeSlack();
  private final List<HistorySearch> searches = new ArrayList<>();
  private final Background background = new Background();
  private OperationHistories.Answer answer =
      found(List.of(entry("copy, attempt 2: follow Job", "no space left <on> device")));
  private final HistoryPages pages =
      new HistoryPages(
          search -> {
            searches.add(search);
            return answer;
          },
          new Replies(slack),
          background,
          () -> Story.NOON);

  @AfterEach
  void stop() {
    background.close();
  }

  private static Answer found(List<HistoryEntry> entries) {
    return new Answer.Found(
        new HistoryPage(entries, Optional.of(TOP), Optional.of(BOTTOM), List.of()));
  }

  private static HistoryEntry entry(String what, String failure) {
    return new HistoryEntry(
        Story.NOON,
        Story.ID,
        "op/db-42",
        "run-1",
        17,
        "ActivityTaskCompleted",
        Weight.HAPPENED,
        "followJob",
        what,
        Optional.of(new StepId("copy")),
        2,
        1,
        Optional.of(State.BLOCKED),
        Optional.of(Duration.ofSeconds(125)),
        failure,
        Optional.of(Someone.BOB.actor()));
  }

  private Message types(String text) {
    pages.search(PLACE, text);
    var message = slack.whispers.getLast().message();
    SlackLimits.check(message);
    return message;
  }

  private static List<ButtonElement> buttons(Message message) {
    return message.blocks().stream()
        .filter(ActionsBlock.class::isInstance)
        .flatMap(block -> ((ActionsBlock) block).getElements().stream())
        .map(ButtonElement.class::cast)
        .toList();
  }

  private static Stream<String> lines(Message message) {
    return SlackLimits.texts(message).stream().flatMap(String::lines);
  }

  @Test
  void aPageIsOneLineForEachEntryWithWhatWhoAndHowItEnded() {
    var message = types("db-42 --failed --step copy");

    assertThat(lines(message))
        .containsExactly(
            "*History* of `migrate-db-42-k7f3`  `--failed --step copy`",
            "<!date^1777636800^{date_short_pretty} {time_secs}|2026-05-01T12:00:00Z> ✕ copy, attempt"
                + " 2: follow Job by <@U0BOB0001>: no space left &lt;on&gt; device · 2 min 5 s ·"
                + " blocked · _ActivityTaskCompleted_");
    assertThat(searches)
        .singleElement()
        .satisfies(
            search -> {
              assertThat(search.operation()).isEqualTo("db-42");
              assertThat(search.filter().failed()).isTrue();
              assertThat(search.filter().step()).isEqualTo("copy");
              assertThat(search.limit()).isEqualTo(HistoryMessage.PAGE);
            });
  }

  @Test
  void theButtonsCarryTheSearchAndThePlaceAndTheNextPageTakesTheOldOnesPlace() {
    var buttons = buttons(types("db-42 --failed --text 'no space' --limit 3"));

    assertThat(buttons).extracting(ButtonElement::getActionId).isEqualTo(HistoryPages.ACTIONS);
    pages.turn(PLACE, "https://hooks.example/1", buttons.getLast().getValue());
    pages.turn(PLACE, "https://hooks.example/2", buttons.getFirst().getValue());

    assertThat(slack.replaced)
        .containsOnlyKeys("https://hooks.example/1", "https://hooks.example/2");
    assertThat(slack.whispers).hasSize(1);
    assertThat(searches).hasSize(3);
    var older = searches.get(1);
    assertThat(older.operation()).as("not the latest by then").isEqualTo(Story.ID.value());
    assertThat(older.filter()).isEqualTo(searches.getFirst().filter());
    assertThat(older.limit()).isEqualTo(3);
    assertThat(older.from()).contains(new HistorySearch.From(BOTTOM, Direction.OLDER));
    assertThat(searches.get(2).from()).contains(new HistorySearch.From(TOP, Direction.NEWER));
  }

  @Test
  void whereThePageCannotBeReplacedTheNextOneIsShownBesideIt() {
    var older = buttons(types("db-42")).getLast().getValue();
    slack.failing("replace");

    pages.turn(PLACE, "https://hooks.example/1", older);

    assertThat(slack.whispers).hasSize(2);
  }

  @Test
  void thereAreNeverMoreThanFifteenLinesHoweverLongTheyAre() {
    var most =
        IntStream.range(0, HistoryMessage.PAGE * 3 / 2)
            .mapToObj(i -> entry("<&>".repeat(500), "\n<&>".repeat(500)))
            .toList();
    answer =
        new Answer.Found(
            new HistoryPage(
                most, Optional.of(TOP), Optional.of(BOTTOM), List.of("9 more are in flight.")));

    var message = types("--text '%s' --step %s".formatted("<&>".repeat(33), "<".repeat(100)));

    assertThat(lines(message)).hasSizeLessThanOrEqualTo(15);
    assertThat(buttons(message)).allMatch(b -> b.getValue().length() <= 2_000);
    assertThat(buttons(message))
        .extracting(b -> b.getText().getText())
        .containsExactly("Newest", "Older");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db-42 --stpe copy | There is no option "--stpe". Did you mean "--step"?
          db-42 --state bloked | There is no state "bloked". Did you mean "blocked"?
          db-42 --event Faild | Temporal has no event "Faild".
          db-42 -step copy | I did not understand that: flags have two dashes: --step
          """)
  void whatCannotBeMeantIsSaidPrivatelyWithWhatCan(String text, String says) {
    assertThat(types(text).text()).startsWith(says).contains("Usage: `/dre history ");
    assertThat(searches).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaid() {
    answer = new Answer.NoOperation("db-99");
    assertThat(types("db-99").text())
        .isEqualTo(
            "There is no operation “db-99”, nor one on a datastore of that name. `/dre list` shows"
                + " those there are.");

    answer = new Answer.Refused("it has no step <copi>");
    assertThat(types("db-42 --step copi").text()).isEqualTo("it has no step &lt;copi&gt;");
  }

  @Test
  void nothingFoundIsSaidWithoutButtons() {
    answer =
        new Answer.Found(new HistoryPage(List.of(), Optional.empty(), Optional.empty(), List.of()));

    assertThat(types("db-42 --failed").text())
        .isEqualTo("*History* of `db-42`  `--failed`\nNothing found.\n");
    assertThat(buttons(types("db-42 --failed"))).isEmpty();
  }

  @Test
  void aButtonThatNobodyUnderstandsAndTemporalThatIsAwayAreSaid() {
    pages.turn(PLACE, null, "page 2");
    assertThat(slack.lastWhisper())
        .isEqualTo("This button is of another release; type the search again.");

    var silent =
        new HistoryPages(
            search -> {
              throw new TemporalSilent("Temporal does not answer", new IllegalStateException());
            },
            new Replies(slack),
            background,
            () -> Story.NOON);
    silent.turn(PLACE, null, buttons(types("db-42")).getLast().getValue());
    assertThat(slack.lastWhisper()).startsWith("Temporal does not answer at the moment");
  }
}
