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
import dev.dre.operations.State;
import dev.dre.operations.client.LineCommands;
import dev.dre.operations.client.LineReach;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.planning.ArgumentText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping the line from the chat. */
class LineActsTest {

  private static final OperationId OTHER = new OperationId("migrate-db-43-x2m9");

  private final FakeOperations operations = new FakeOperations();
  @TempDir private Path folder;
  private Path record;
  private LineActs acts;

  @BeforeEach
  void twoOperationsRun() {
    operations
        .with(Story.copying().operation())
        .with(Story.of(OTHER, Plans.of("db-43 --to cluster-b")).operation());
    record = folder.resolve("audit.jsonl");
    var slack = new FakeSlack();
    var listed =
        Map.of(
            "dre", List.of(Someone.BOB.user(), Someone.CAROL.user()),
            "payments-oncall", List.of(Someone.ALICE.user()));
    var groups = new Groups(listed, Map.of(), slack, () -> Story.NOON);
    var reach = new LineReach(operations, Runnable::run, () -> Story.NOON);
    acts =
        new LineActs(
            new People(slack, groups, "T0SANDBOX"),
            new LineCommands(operations, reach),
            Plans.lineSettings(),
            new AuditFile(record),
            () -> Story.NOON);
  }

  private String pauses(Someone who, String text) {
    return types(who, true, text);
  }

  private String resumes(Someone who, String text) {
    return types(who, false, text);
  }

  private String types(Someone who, boolean stops, String text) {
    var place = new Place(Story.CHANNEL, Optional.empty(), who.user());
    return acts.act(place, stops, ArgumentText.parse(text), "trigger-" + who + text);
  }

  private State state(OperationId id) {
    return operations.find(id).orElseThrow().state();
  }

  @Test
  void everybodyMayStopATeamAndLearnsWhatWasReached() {
    assertThat(pauses(Someone.EVE, "--team payments --reason “disk alarm”"))
        .isEqualTo(
            "The line is stopped for the whole team payments. Held: 2 operations: migrate-db-42-k7f3,"
                + " migrate-db-43-x2m9. What starts from now on starts paused, until somebody lifts it:"
                + " resume --team payments.");
    assertThat(state(Story.ID)).isEqualTo(State.PAUSING);
    assertThat(state(OTHER)).isEqualTo(State.PAUSING);
  }

  @Test
  void theRecordSaysWhoWantedWhatAndWhatWasRefused() throws IOException {
    pauses(Someone.EVE, "--team payments --reason “disk alarm”");
    resumes(Someone.EVE, "--team payments");

    assertThat(Files.readAllLines(record))
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .contains("\"act\":\"pause\"", Someone.EVE.user(), "payments", "disk alarm")
                    .doesNotContain("refused"),
            row -> assertThat(row).contains("\"act\":\"resume\"", "\"refused\":\"only "));
  }

  @Test
  void whatDoesNotAnswerIsNamedAndOnlyAPauseOfEverythingIsLeftForIt() {
    operations.silentOn.add(new DatastoreName("db-43"));

    assertThat(pauses(Someone.EVE, "--team payments --reason x"))
        .contains("Held: 1 operation: migrate-db-42-k7f3.")
        .contains("Not reached: migrate-db-43-x2m9 (does not answer).");
    assertThat(state(OTHER)).isEqualTo(State.RUNNING);

    assertThat(pauses(Someone.EVE, "--all --reason x"))
        .contains("Not reached: migrate-db-43-x2m9 (does not answer; the pause is left for it).");
    assertThat(state(OTHER)).isEqualTo(State.PAUSING);
  }

  @Test
  void aReasonNeedsNoQuotesAndCannotBeLeftOut() {
    pauses(Someone.EVE, "--all --reason the disk is full");
    assertThat(operations.line.holds())
        .singleElement()
        .satisfies(hold -> assertThat(hold.reason()).isEqualTo("the disk is full"));

    assertThat(pauses(Someone.EVE, "--all"))
        .startsWith("Not counted: stopping the line needs a reason")
        .contains("Usage: `/dre pause --all|--team");
    assertThat(operations.line.holds()).hasSize(1);
  }

  @Test
  void theSameCommandDeliveredTwiceStopsOnce() {
    pauses(Someone.EVE, "--all --reason x");
    pauses(Someone.EVE, "--all --reason x");

    assertThat(operations.line.holds()).hasSize(1);
    assertThat(operations.find(Story.ID).orElseThrow().holds()).hasSize(1);
  }

  @Test
  void onlyThoseWithTheRightToResumeLiftIt() {
    pauses(Someone.EVE, "--all --reason x");

    // The owner of one team's datastores has no word about all of them.
    assertThat(resumes(Someone.ALICE, "--all"))
        .isEqualTo(
            "Not counted: only @dre or break-glass can let the line go on for all operations.");
    assertThat(state(Story.ID)).isEqualTo(State.PAUSING);

    assertThat(resumes(Someone.BOB, "--all"))
        .isEqualTo(
            "The line goes on for all operations. Let go: 2 operations: migrate-db-42-k7f3,"
                + " migrate-db-43-x2m9.");
    assertThat(state(Story.ID)).isEqualTo(State.RUNNING);
  }

  @Test
  void theOwnersOfATeamLiftWhatIsStoppedForIt() {
    pauses(Someone.EVE, "--team payments --reason x");

    assertThat(resumes(Someone.ALICE, "--team payments")).contains("Let go: 2 operations");
  }

  @Test
  void whatIsNotThereIsSaidWithWhatThereIs() {
    assertThat(pauses(Someone.EVE, "--team paiments --reason x"))
        .isEqualTo("I know no team \"paiments\". Did you mean \"payments\"? Known: payments.");
    assertThat(pauses(Someone.EVE, "--team payments --all --reason x"))
        .startsWith("Give one of --all, --team");
    assertThat(pauses(Someone.EVE, "--team --reason x")).startsWith("Give one of");
    assertThat(pauses(Someone.EVE, "--all --for 2h --reason x"))
        .startsWith("--for is for one operation.");
    assertThat(operations.line.holds()).isEmpty();
  }

  @Test
  void whoIsNoFullMemberStopsNothing() {
    assertThat(
            acts.act(
                new Place(Story.CHANNEL, Optional.empty(), "U0GUEST01"),
                true,
                ArgumentText.parse("--all --reason x"),
                "t"))
        .startsWith("Not counted: ");
    assertThat(operations.line.holds()).isEmpty();
  }
}
