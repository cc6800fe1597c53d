package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.sandbox.slack.workspace.Workspace;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class PersistenceTest extends StandInTest {

  /** Runs a stand-in in a process of its own, so that it can be killed. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      var standIn =
          SlackStandIn.start(
              new SlackStandInOptions(0, Path.of(arguments[0]), Workspace.sandbox()));
      System.out.println(standIn.url());
    }
  }

  @Test
  void whatWasSaidAndWhoJoinedIsThereAfterARestart() throws Exception {
    alice.says("#db-ops", "root");
    bob.repliesTo(only(alice), "reply");
    alice.says("#general", "/invite @dre");
    var bolt = bolt();
    String ts = bolt.api().chatPostMessage(r -> r.channel("C0GENERAL").text("one")).getTs();
    bolt.api().chatUpdate(r -> r.channel("C0GENERAL").ts(ts).text("two"));
    alice.says("#db-ops", "after");
    String gone = bolt.api().chatPostMessage(r -> r.channel("C0GENERAL").text("gone")).getTs();
    bolt.api().chatDelete(r -> r.channel("C0GENERAL").ts(gone));

    restartImpatiently();

    assertThat(alice.messages("#db-ops"))
        .extracting(SlackMessage::text)
        .containsExactly("root", "after");
    assertThat(alice.thread(alice.messages("#db-ops").getFirst()))
        .extracting(SlackMessage::text)
        .containsExactly("root", "reply");
    assertThat(alice.messages("#general")).extracting(SlackMessage::text).containsExactly("two");
    assertThat(bolt().api().chatPostMessage(r -> r.channel("C0GENERAL").text("still in")).isOk())
        .isTrue();
  }

  @Test
  void aLineThatWasCutOffNeverHappened() throws Exception {
    alice.says("#db-ops", "said");
    standIn.close();
    Files.writeString(
        folder.resolve("messages.jsonl"),
        "{\"put\":{\"channel\":\"C0DBO",
        StandardOpenOption.APPEND);

    standIn = SlackStandIn.start(options());
    alice = standIn.person("alice");
    alice.says("#db-ops", "said later");
    restartImpatiently();

    assertThat(alice.messages("#db-ops"))
        .extracting(SlackMessage::text)
        .containsExactly("said", "said later");
  }

  /** Its own line; a busy machine has it log others before. */
  private static String address(BufferedReader output) {
    return output.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
  }

  @Test
  void killedInMidSentenceItLosesNothingThatWasAnswered() throws Exception {
    Path other = folder.resolve("killed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                other.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var there = new SlackPerson(URI.create(address(output)), "alice");
      for (int i = 0; i < 20; i++) {
        assertThat(there.says("#db-ops", "message " + i).ok()).isTrue();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (var again = SlackStandIn.start(new SlackStandInOptions(0, other, Workspace.sandbox()))) {
      assertThat(again.person("bob").messages("#db-ops"))
          .hasSize(20)
          .last()
          .extracting(SlackMessage::text)
          .isEqualTo("message 19");
    }
  }

  @Test
  void aFolderBelongsToOneStandInAtATime() {
    assertThatThrownBy(() -> SlackStandIn.start(options()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is in use by another sandbox");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    var taken =
        new SlackStandInOptions(
            standIn.url().getPort(), folder.resolve("other"), Workspace.sandbox());

    assertThatThrownBy(() -> SlackStandIn.start(taken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("port " + standIn.url().getPort());
  }
}
