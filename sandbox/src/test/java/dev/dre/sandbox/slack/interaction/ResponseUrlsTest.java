package dev.dre.sandbox.slack.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.sandbox.slack.SettableClock;
import dev.dre.sandbox.slack.interaction.ResponseUrls.Origin;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseUrlsTest {
  private final SettableClock clock = new SettableClock();
  private final ResponseUrls urls = new ResponseUrls(clock, "http://127.0.0.1:1", "T1");
  private final Workspace workspace = Workspace.sandbox();
  private final Origin origin =
      new Origin(workspace.people().getFirst(), workspace.channels().getFirst(), Optional.empty());

  @Test
  void takeFiveAnswers() {
    String secret = secretOf(urls.issue("commands", origin));

    for (int i = 0; i < 5; i++) {
      assertThat(urls.use(secret)).contains(origin);
    }
    assertThat(urls.use(secret)).isEmpty();
  }

  @Test
  void areGoodForHalfAnHour() {
    String secret = secretOf(urls.issue("commands", origin));

    clock.advance(Duration.ofMinutes(29));
    assertThat(urls.use(secret)).isPresent();
    clock.advance(Duration.ofMinutes(1));
    assertThat(urls.use(secret)).isEmpty();
  }

  private static String secretOf(String url) {
    assertThat(url).startsWith("http://127.0.0.1:1/hooks/commands/T1/");
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
