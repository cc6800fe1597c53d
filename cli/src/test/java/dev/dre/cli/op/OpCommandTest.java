package dev.dre.cli.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.cli.Terminal;
import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpCommandTest {

  private final OneOperation there = new OneOperation();

  private Terminal op(String... words) {
    return op(there, words);
  }

  private static Terminal op(OneOperation there, String... words) {
    String[] all = Stream.concat(Stream.of("op"), Stream.of(words)).toArray(String[]::new);
    return Terminal.after(errand -> errand.run(there), all);
  }

  private String digest() {
    return there.operation().gate().orElseThrow().digest().substring(0, 6);
  }

  @Test
  void everybodyAtACommandLineMayPauseAndIsNamedInTheRecord() {
    var terminal = op("pause", "migrate-db-42-k7f3", "--reason", "Slack is down");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(there.operation().state()).isEqualTo(State.PAUSING);
    assertThat(there.operation().holds())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.reason()).isEqualTo("Slack is down");
              assertThat(hold.owner())
                  .isInstanceOfSatisfying(
                      Actor.BreakGlass.class,
                      who -> {
                        assertThat(who.user()).isNotBlank();
                        assertThat(who.host()).isNotBlank();
                        assertThat(who.reason()).isEqualTo("Slack is down");
                      });
            });
  }

  @Test
  void aPauseCanBeGivenATime() {
    op("pause", "db-42", "--for", "2h", "--then", "resume", "--reason", "backup window");

    assertThat(there.commands)
        .singleElement()
        .extracting(c -> c.act())
        .isEqualTo(new Act.Pause("backup window", Optional.of(Duration.ofHours(2)), true));
    assertThat(op("show", "db-42").out()).contains("goes on by itself at 2026-11-23 16:00:00 UTC");
  }

  @Test
  void aTimeThatIsNoneIsRefusedAndNothingIsDone() {
    assertThat(op("pause", "db-42", "--for", "tomorrow", "--reason", "x").err())
        .contains("\"tomorrow\" should be a duration such as 30s, 15m, 4h or 2d");
    assertThat(op("pause", "db-42", "--for", "2h", "--then", "abort", "--reason", "x").err())
        .isEqualTo("--then can only be \"resume\".\n");
    assertThat(op("pause", "db-42", "--then", "resume", "--reason", "x").err())
        .isEqualTo("--then resume needs --for: after how long?\n");
    assertThat(there.commands).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause",
        "resume",
        "skip",
        "assume-gone",
        "abort",
        "retry",
        "finish-forward",
        "go-back",
        "acknowledge",
        "approve --digest 123456",
        "reject --digest 123456",
        "give-up --rollback x"
      })
  void nothingIsDoneWithoutAReason(String act) {
    String[] words =
        Stream.concat(Stream.of(act.split(" ")), Stream.of("db-42")).toArray(String[]::new);

    var without = op(words);
    var empty =
        op(Stream.concat(Stream.of(words), Stream.of("--reason", " ")).toArray(String[]::new));

    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("Missing required option").contains("--reason");
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(there.commands).isEmpty();
  }

  @Test
  void aBlockedStepIsTriedAgainWithOtherValues() {
    op(
        "retry",
        "db-42",
        "--set",
        "max_wal_gb=80",
        "--config",
        "../config/example",
        "--reason",
        "the disk is larger now");

    assertThat(there.commands)
        .singleElement()
        .extracting(c -> ((Act.Retry) c.act()).with().orElseThrow().parameters().get("max_wal_gb"))
        .isEqualTo("80");
  }

  @Test
  void aValueThatDoesNotFitIsSaidAndNothingIsDone() {
    var terminal =
        op(
            "retry",
            "db-42",
            "--set",
            "max_wal_gb=much",
            "--config",
            "../config/example",
            "--reason",
            "x");

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.err()).contains("--max-wal-gb: \"much\" should be a number");
    assertThat(there.commands).isEmpty();
  }

  @Test
  void aDatastoreMeansTheLatestOperationOnIt() {
    op("abort", "db-42", "--reason", "wrong weekend");

    assertThat(there.operation().abort()).isPresent();
    assertThat(there.commands)
        .singleElement()
        .extracting(c -> c.act())
        .isEqualTo(new Act.Abort("wrong weekend"));
  }

  @Test
  void whatTheSettingsDoNotGiveToBreakGlassIsRefused() {
    there.atTheGate();

    var terminal = op("approve", "db-42", "--digest", digest(), "--reason", "Slack is down");

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("Not counted: only @dre can approve this.\n");
    assertThat(there.operation().state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(there.refusals)
        .hasSize(1)
        .allSatisfy(
            (command, why) -> {
              assertThat(command.actor()).isInstanceOf(Actor.BreakGlass.class);
              assertThat(command.act()).isInstanceOf(Act.Approve.class);
              assertThat(why).isEqualTo("only @dre can approve this.");
            });
  }

  @Test
  void aPolicyCanCountBreakGlassAmongItsApprovers(@TempDir Path config) throws IOException {
    copyExample(config);
    Path approvals = config.resolve("approvals.yaml");
    Files.writeString(
        approvals,
        Files.readString(approvals).replace("from: [group:dre]", "from: [group:dre, break-glass]"));
    var allowed = new OneOperation(config).atTheGate();
    String digest = allowed.operation().gate().orElseThrow().digest().substring(0, 6);

    var terminal = op(allowed, "approve", "db-42", "--digest", digest, "--reason", "Slack is down");

    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualTo("Approved; it is looked once more whether cut-over can start.\n");
  }

  @Test
  void anApprovalIsForWhatWasShown() {
    there.atTheGate();

    var terminal = op("approve", "db-42", "--digest", "000000", "--reason", "Slack is down");

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            "The open request has another digest than 000000. Look at it again: dre op show"
                + " migrate-db-42-k7f3\n");
    assertThat(there.commands).isEmpty();
  }

  @Test
  void withoutARequestThereIsNothingToApprove() {
    var terminal = op("approve", "db-42", "--digest", "000000", "--reason", "now");

    assertThat(terminal.err())
        .isEqualTo("migrate-db-42-k7f3 waits for no approval: it is running.\n");
  }

  @Test
  void whatIsNotThereIsSaidWithWhereToLook() {
    assertThat(op("show", "db-43"))
        .isEqualTo(
            new Terminal(
                1,
                "",
                "There is no operation “db-43”, nor one on a datastore of that name. dre op list shows"
                    + " those there are.\n"));
    assertThat(op("pause", "no such thing!", "--reason", "x").exitCode()).isEqualTo(1);
  }

  @Test
  void whenNobodyAnswersNothingIsClaimed() {
    there.silent = true;

    var terminal = op("pause", "migrate-db-42-k7f3", "--reason", "Slack is down");

    assertThat(terminal.exitCode()).isEqualTo(3);
    assertThat(terminal.err()).startsWith("Not recorded: Temporal does not answer.");
  }

  @Test
  void anOperationIsShownWithWhatItWaitsForAndWhatStoppingWouldDo() {
    there.atTheGate();

    assertThat(op("show", "db-42").out().replace(digest(), "<gate>"))
        .contains("migrate-db-42-k7f3  Migrate db-42 from cluster-a to cluster-b\n")
        .contains("awaiting approval since 2026-11-23 14:00:14 UTC")
        .contains(
            " 4. copy             done 2s  bytes=1 copy_seconds=1 lag_seconds=0.017 tables=1\n")
        .contains("11. retire           pending\n")
        .contains(
            "waits for approval of cut-over: 1 more of @dre, not U0ALICE01, until 2026-11-23 18:00:14 UTC")
        .contains("    copy.lag_seconds = 0.017\n")
        .contains("dre op approve migrate-db-42-k7f3 --digest <gate> --reason")
        .contains("If you pause: nothing runs now")
        .contains(
            "If you abort: undone, each place by itself and the newest first: subscription of the way back on cluster-a · ");
  }

  @Test
  void whileItIsBeingUndoneItIsNotSaidThatAnAbortWouldUndoIt() {
    there.atTheGate();
    op("abort", "db-42", "--reason", "wrong weekend");

    assertThat(op("show", "db-42").out())
        .contains("If you pause: what is being undone now comes to its end (")
        .doesNotContain("If you abort", "nothing runs now");
  }

  @Test
  void allOfItComesAsJson() {
    assertThat(op("show", "db-42", "--json").out()).startsWith("{").contains("\"planDigest\"");
  }

  @Test
  void theListSaysWhatRuns() {
    assertThat(op("list").out())
        .startsWith("migrate-db-42-k7f3")
        .contains("running")
        .contains("Migrate db-42 from cluster-a to cluster-b");
  }

  private static void copyExample(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../config/example"))) {
      for (Path file : files.toList()) {
        String text =
            Files.readString(file)
                .replace(
                    "../runbooks",
                    Path.of("../config/runbooks").toAbsolutePath().normalize().toString());
        Files.writeString(folder.resolve(file.getFileName()), text);
      }
    }
  }
}
