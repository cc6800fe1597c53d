package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.bot.SlackLimits;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.Operation;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.StepAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people are shown in shadow: exactly what the plan would have done. */
class HandMessageTest {

  private static final SortedMap<String, String> NONE = new TreeMap<>();

  private static StepAction job(String... command) {
    return new StepAction.RunJob(
        new PlannedJob(
            new ClusterName("cluster-b"),
            "payments",
            "dre",
            "toolbox@sha256:00",
            List.of(command),
            new TreeMap<>(Map.of("PGAPPNAME", "dre run")),
            new TreeMap<>(
                Map.of("PGPASSWORD", new PlannedJob.SecretKey("db-42-admin", "password"))),
            Duration.ofMinutes(5)));
  }

  private static StepAction call(String method, String body, Map<String, String> headers) {
    return new StepAction.Call(
        new PlannedCall(
            method,
            "https://status.example/windows?all=yes",
            new TreeMap<>(headers),
            body,
            List.of(201),
            Duration.ofSeconds(10),
            NONE));
  }

  private static Message waiting(StepAction action) {
    Operation operation = Story.of(Plans.byHand(action)).operation();
    return HandMessage.waiting(operation, operation.currentStep().orElseThrow().id());
  }

  private static String shown(StepAction action) {
    return waiting(action).text();
  }

  @Test
  void aJobIsShownAsTheCommandWithItsClusterAndTheNamesOfItsSecrets() {
    assertThat(shown(job("psql", "-c", "SELECT count(*) FROM a WHERE b = 'x'")))
        .contains("The plan would run, on cluster-b:")
        .contains(
            """
            ```PGAPPNAME='dre run' psql -c 'SELECT count(*) FROM a WHERE b = '\\''x'\\'''```
            """)
        .contains("with PGPASSWORD from db-42-admin/password");
  }

  @Test
  void aCallIsShownAsItIsTypedWithTheAnswerThatCounts() {
    assertThat(shown(call("POST", "{\"name\":\"it's\"}", Map.of("X-Team", "payments"))))
        .contains(
            """
            The plan would call:
            ```curl -X POST 'https://status.example/windows?all=yes' \\
              -H 'X-Team: payments' \\
              -H 'Content-Type: application/json' \\
              --data '{"name":"it'\\''s"}'```
            Expected answer: 201. A worker adds the secrets that its settings have for status.example.""")
        .doesNotContain("on ?", "nothing");
  }

  @Test
  void aCallWithoutABodySendsNone() {
    assertThat(shown(call("DELETE", "", Map.of())))
        .contains("```curl -X DELETE 'https://status.example/windows?all=yes'```");
  }

  @Test
  void aWorkflowIsShownAsTheCommandThatStartsIt() {
    var start =
        new StepAction.StartWorkflow(
            "CountRows", "samples", "{\"datastore\":\"db-42\"}", Duration.ofMinutes(5));

    assertThat(shown(start))
        .contains(
            """
            The plan would start, and wait for its end:
            ```temporal workflow start \\
              --type CountRows \\
              --task-queue samples \\
              --execution-timeout 300s \\
              --input '{"datastore":"db-42"}'```""")
        .doesNotContain("on ?", "nothing");
  }

  @Test
  void aCommandThatIsTooLongKeepsItsBeginningAndItsEndAndSaysThatItWasCut() {
    var message = waiting(job("begin", "<&>".repeat(1_000), "end"));

    assertThat(message.text())
        .contains("PGAPPNAME='dre run' begin", "end```", "The middle is cut here");
    SlackLimits.check(message);
  }

  @Test
  void aCommandThatFitsIsWhole() {
    String word = "x".repeat(1_000);

    assertThat(shown(job("begin", word, "end"))).contains(word).doesNotContain("cut here");
  }

  @Test
  void onceItIsDoneTheMessageSaysByWhomAndWhatWasDifferent() {
    var story = Story.of(Plans.byHand(job("psql")));
    var step = story.operation().currentStep().orElseThrow();
    story.gives(Someone.BOB, new Act.Done(Subject.attempt(step.id(), 1), "on the <replica>"));

    assertThat(HandMessage.over(story.operation(), step.id()).text())
        .contains("done differently by <@U0BOB0001>", "“on the &lt;replica&gt;”");
  }
}
