package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Escalation;
import dev.dre.approvals.Principal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy says who is reminded of a request, and who is called when nobody decides. */
class RemindersTest {

  @TempDir private Path folder;

  private Folder with(String lines) {
    return Folder.good(folder)
        .change("approvals.yaml", "    expire: 4h", "    expire: 4h\n" + lines);
  }

  @Test
  void bothAreRead() {
    var policy =
        with("    remind: 15m\n    escalate: { after: 30m, to: group:dre }")
            .load()
            .approvals()
            .getFirst()
            .policy();

    assertThat(policy.reminder()).contains(Duration.ofMinutes(15));
    assertThat(policy.escalation())
        .contains(new Escalation(Duration.ofMinutes(30), Principal.group("dre")));
  }

  @Test
  void nobodyIsRemindedOfWhatHasExpired() {
    assertThat(with("    remind: 4h").problems())
        .singleElement()
        .asString()
        .endsWith("\"4h\" should be shorter than expire (default 4h): nobody is waited for then.");
  }

  @Test
  void whoIsCalledIsSomebodyWhoIsKnown() {
    assertThat(with("    escalate: { after: 30m, to: group:leads }").problems())
        .singleElement()
        .asString()
        .contains("leads");
    assertThat(with("    escalate: { after: 30m, to: team:owner }").problems())
        .singleElement()
        .asString()
        .endsWith("should be group:<name>, user:<Slack id> or break-glass.");
  }

  @Test
  void whoIsCalledIsCalledAfterSomeTime() {
    assertThat(with("    escalate: { to: group:dre }").problems())
        .singleElement()
        .asString()
        .endsWith("should say after which time somebody is called: after: 30m.");
  }
}
