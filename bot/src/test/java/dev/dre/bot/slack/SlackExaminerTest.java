package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.FakeSlack;
import dev.dre.operations.temporal.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlackExaminerTest {

  private final FakeSlack slack = new FakeSlack();

  @Test
  void aMissingScopeIsNamedWithItsRemedy() {
    var scopes = new TreeSet<>(SlackExaminer.NEEDED);
    scopes.remove("usergroups:read");
    slack.grant(scopes);

    assertThat(new SlackExaminer(slack).examineChat().all())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.what()).endsWith("lacks the scopes usergroups:read");
              assertThat(finding.remedy()).contains("manifest.yaml");
            });
  }

  @Test
  void nothingIsWrongWithAllOfThem() {
    slack.grant(SlackExaminer.NEEDED);

    assertThat(new SlackExaminer(slack).examineChat().all()).allMatch(Finding::isGood);
  }

  @Test
  void theManifestAsksForTheSame() throws IOException {
    String manifest = Files.readString(Path.of("manifest.yaml"));
    String bot = manifest.substring(manifest.indexOf("    bot:"), manifest.indexOf("settings:"));

    assertThat(
            Pattern.compile("- (\\S+)")
                .matcher(bot)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet()))
        .isEqualTo(SlackExaminer.NEEDED);
  }
}
