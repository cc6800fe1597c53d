package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.FakeOperations;
import dev.dre.bot.FakeSlack;
import dev.dre.bot.Plans;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.bot.people.Groups;
import dev.dre.bot.people.People;
import dev.dre.bot.sinks.AuditFile;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.ButtonValue;
import dev.dre.operations.State;
import dev.dre.operations.client.LineCommands;
import dev.dre.operations.client.LineReach;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Verification;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedActsTest {

  @TempDir private Path folder;
  private final FakeSlack slack = new FakeSlack();
  private final FakeOperations operations = new FakeOperations();
  private Acting acting;
  private TypedActs acts;

  @BeforeEach
  void anOperationRuns() {
    operations.with(Story.copying().operation());
    var listed = Map.of("dre", List.of(Someone.BOB.user(), Someone.CAROL.user()));
    var groups = new Groups(listed, Map.of(), slack, () -> Story.NOON);
    var people = new People(slack, groups, "T0SANDBOX");
    var audit = new AuditFile(folder.resolve("audit.jsonl"));
    acting =
        new Acting(
            people, operations, audit, new Replies(slack), new CardLinks(slack), () -> Story.NOON);
    var reach = new LineReach(operations, Runnable::run, () -> Story.NOON);
    var lineActs =
        new LineActs(
            people,
            new LineCommands(operations, reach),
            Plans.lineSettings(),
            audit,
            () -> Story.NOON);
    acts = new TypedActs(operations, acting, lineActs, new OtherValues(Plans.replanning()));
  }

  private String types(Someone who, String word, String text) {
    return acts.act(
        new Place(Story.CHANNEL, Optional.empty(), who.user()), word, text, "trigger-" + text);
  }

  @Test
  void everybodyMayPauseAndSayForHowLong() {
    assertThat(types(Someone.EVE, "pause", "db-42 --for 2h —then resume disk alarm")).isEmpty();

    assertThat(operations.commands)
        .singleElement()
        .extracting(Command::act)
        .isEqualTo(new Act.Pause("disk alarm", Optional.of(Duration.ofHours(2)), true));
    assertThat(operations.find(Story.ID).orElseThrow().state()).isEqualTo(State.PAUSING);
    assertThat(slack.lastWhisper()).startsWith("Pausing: ");
  }

  @Test
  void whoHasNoRightToAbortIsToldPrivatelyAndItIsWrittenDown() throws Exception {
    types(Someone.EVE, "abort", "migrate-db-42-k7f3 wrong weekend");

    assertThat(slack.lastWhisper()).startsWith("Not counted: only ").contains("can abort this");
    assertThat(operations.find(Story.ID).orElseThrow().state()).isEqualTo(State.RUNNING);
    assertThat(Files.readString(folder.resolve("audit.jsonl"))).contains("\"act\":\"abort\"");
  }

  @Test
  void aButtonOfAnOperationThatIsOverSaysWhichIsThePresentOneAndLinksToIt() {
    var present = Story.copying().told(Map.of("card", Story.CHANNEL + "/1777636800.000100"));
    operations.with(present.operation());
    var over =
        new ButtonValue(
            new OperationId("migrate-db-42-c2p9"), new DatastoreName("db-42"), "", "", "");

    acting.act(
        new Place(Story.CHANNEL, Optional.empty(), Someone.BOB.user()),
        "",
        "click",
        over,
        new Act.Abort(""));

    assertThat(slack.lastWhisper())
        .startsWith(
            "Not counted: this belongs to migrate-db-42-c2p9; the present operation is"
                + " migrate-db-42-k7f3.")
        .contains("|Open it>");
    assertThat(operations.find(Story.ID).orElseThrow().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void theSameCommandDeliveredTwiceIsOne() {
    types(Someone.BOB, "pause", "db-42");
    types(Someone.BOB, "pause", "db-42");

    assertThat(operations.find(Story.ID).orElseThrow().holds()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pause | | Say which operation: its name, or its datastore. Usage: `/dre pause &lt;operation or datastore&gt; [--for …] [--then …] [why]`. `/dre list` shows them.
          pause | db-99 | There is no operation “db-99”, nor one on a datastore of that name. `/dre list` shows those there are.
          pause | db-42 --for tomorrow | "tomorrow" should be a duration such as 30s, 15m, 4h or 2d. Usage: `/dre pause &lt;operation or datastore&gt; [--for …] [--then …] [why]`
          pause | db-42 --then resume | --then resume needs --for: after how long? Usage: `/dre pause &lt;operation or datastore&gt; [--for …] [--then …] [why]`
          pause | db-42 --for 1h --then abort | --then can only be "resume". Usage: `/dre pause &lt;operation or datastore&gt; [--for …] [--then …] [why]`
          abort | db-42 --force | abort has no flag "--force". Usage: `/dre abort &lt;operation or datastore&gt; [why]`
          give-up | db-42 gone | Say which with --rollback. Usage: `/dre give-up &lt;operation or datastore&gt; [--rollback …] [why]`
          """)
  void whatIsWrongIsSaidAndNothingIsDone(String word, String text, String says) {
    assertThat(types(Someone.BOB, word, text == null ? "" : text)).isEqualTo(says);
    assertThat(operations.commands).isEmpty();
  }

  @Test
  void aBlockedStepIsTriedAgainWithOtherValues() {
    operations.with(
        Story.copying().fails("no disk", "").isVerified(Verification.PARTIAL, "").operation());

    assertThat(types(Someone.BOB, "retry", "db-42 --max-wal-gb 80 the disk is larger now"))
        .isEmpty();

    var operation = operations.find(Story.ID).orElseThrow();
    assertThat(operation.plan().parameters()).containsEntry("max_wal_gb", "80");
    assertThat(operation.editors()).containsExactly(Someone.BOB.actor());
    assertThat(types(Someone.BOB, "retry", "db-42 --max-wall-gb 80"))
        .contains("migrate has no flag \"--max-wall-gb\". Did you mean \"--max-wal-gb\"?");
  }
}
