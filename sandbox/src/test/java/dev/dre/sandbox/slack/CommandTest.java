package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.sandbox.slack.workspace.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @TempDir Path folder;

  @Test
  void anAckWithTextIsSeenOnlyByWhoeverTypedTheCommand() throws Exception {
    try (var standIn = SlackStandIn.start(new SlackStandInOptions(0, folder, Workspace.sandbox()));
        var bolt =
            BoltApp.start(
                standIn.url(),
                app ->
                    app.command(
                        "/dre",
                        (request, context) ->
                            context.ack("you said " + request.getPayload().getText())))) {
      var answer = standIn.person("alice").says("#db-ops", "/dre help me");

      assertThat(answer.error()).isEmpty();
      assertThat(answer.ok()).isTrue();
      assertThat(standIn.person("alice").messages("#db-ops"))
          .singleElement()
          .satisfies(message -> assertThat(message.text()).isEqualTo("you said help me"))
          .satisfies(message -> assertThat(message.ephemeral()).isTrue());
      assertThat(standIn.person("bob").messages("#db-ops")).isEmpty();
      assertThat(bolt.api().authTest(r -> r).getBotId()).isEqualTo("B0DREBOT1");
    }
  }
}
