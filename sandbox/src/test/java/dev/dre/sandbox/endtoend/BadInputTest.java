package dev.dre.sandbox.endtoend;

import static dev.dre.sandbox.endtoend.EndToEnd.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.approvals.Actor;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepStatus;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.slack.SlackAnswer;
import dev.dre.sandbox.slack.SlackMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Jobs write what nobody can read or should, and people press what is no longer there. */
@Whole
class BadInputTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Actor BOB = new Actor.Person("", "T0SANDBOX", "U0BOB0001");

  private final EndToEnd everything;

  BadInputTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void aBinaryFileInTheOutputIsShownAsWhatCanBeReadOfIt() {
    OperationId id = blockedBy("binary");

    everything.chat().followUntil(id, "that was binary");
    String told = String.join("\n", everything.story(id).lines());
    assertThat(told).contains("exit code 3").doesNotContainPattern("[\\p{Cntrl}&&[^\\n\\t]]");
    everything.abortWithoutChat(id);
  }

  @Test
  void aLineOfTenMegabytesFailsTheStepAndNothingElse() {
    OperationId id = blockedBy("line");

    everything.chat().followUntil(id, "that was line");
    assertThat(everything.story(id).lines()).allMatch(line -> line.length() < 1_000);
    everything.abortWithoutChat(id);
  }

  @Test
  void aSecretThatAStepWritesIsShownNowhere() throws IOException {
    String secret = Files.readString(everything.secret("admin")).strip();
    OperationId id = everything.starts(Sandbox.DB_43, "/dre noise db-43 --kind secret");
    await().atMost(PATIENCE).until(() -> everything.story(id).card().shown().contains("password="));
    assertThat(everything.story(id).card().shown()).contains("•••").doesNotContain(secret);

    everything.until(id, o -> o.state() == State.BLOCKED);

    everything.chat().followUntil(id, "PGPASSWORD=•••");
    assertThat(String.join("\n", everything.story(id).lines()))
        .contains("postgres://admin:•••@db/app")
        .doesNotContain(secret);
    assertThat(Files.readString(everything.sandbox().auditFile())).doesNotContain(secret);
    everything.abortWithoutChat(id);
  }

  @Test
  void twoPeopleWhoPressAtTheSameMomentDecideOnce() throws Exception {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    var request = everything.story(id).awaitMessage(Buttons.APPROVE);

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var slack = everything.sandbox().slack();
      Future<SlackAnswer> yes =
          executor.submit(() -> slack.person("bob").clicks(request, Buttons.APPROVE));
      Future<SlackAnswer> alsoYes =
          executor.submit(() -> slack.person("carol").clicks(request, Buttons.APPROVE));
      assertThat(List.of(yes.get(), alsoYes.get())).allMatch(SlackAnswer::ok);
    }

    Operation ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.closedGates()).hasSize(1);
    assertThat(everything.story(id).lines())
        .filteredOn(line -> line.endsWith(" approved.") && !line.endsWith(" is approved."))
        .hasSize(1);
    // One of them has decided, and the other one is told who has.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(List.of(toldLast(id, "bob"), toldLast(id, "carol")))
                    .satisfiesOnlyOnce(says -> assertThat(says).startsWith("Approved; "))
                    .satisfiesOnlyOnce(
                        says -> assertThat(says).startsWith("This request was approved by ")));
    everything.story(id).isToldOnceAndInOrder();
    itIsOver(ended);
  }

  /** In the thread, where the buttons are. */
  private String toldLast(OperationId id, String name) {
    return everything.sandbox().slack().person(name).thread(everything.story(id).card()).stream()
        .filter(SlackMessage::ephemeral)
        .map(SlackMessage::shown)
        .reduce((before, after) -> after)
        .orElse("");
  }

  /** Whoever still sees the buttons of then. */
  private void itIsOver(Operation ended) {
    var gate = ended.closedGates().firstKey();
    assertThat(says(ended, new Act.Approve(gate, "of then", "")))
        .isInstanceOf(Answer.Refused.class);
    assertThat(says(ended, Act.Pause.untilResumed("stop"))).isInstanceOf(Answer.Refused.class);
    assertThat(says(ended, new Act.Abort("stop"))).isInstanceOf(Answer.Refused.class);
    int told = everything.privately("bob").size();
    everything.chat().says("bob", "/dre pause " + ended.id());
    await().atMost(PATIENCE).until(() -> everything.privately("bob").size() > told);
    assertThat(everything.privately("bob").getLast()).contains("Not counted");
    assertThat(everything.op("pause", ended.id().value(), "--reason", "stop").refused().err())
        .contains("Not counted");
  }

  @Test
  void whoTypesAnApprovalIsShownTheRequestFirst() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);

    everything.chat().says("bob", "/dre approve db-43");
    everything.chat().submits("bob", "seen");

    Operation ended = everything.until(id, o -> o.state().isFinal());
    assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
    assertThat(ended.closedGates().firstEntry().getValue().asked().request().decisions())
        .extracting(decision -> decision.comment())
        .containsExactly("seen");
  }

  @Test
  void aWordThatIsLikeOneOfDreIsTakenForNoRunbook() {
    int told = everything.privately("bob").size();

    everything.chat().says("bob", "/dre puase db-43");

    await().atMost(PATIENCE).until(() -> everything.privately("bob").size() > told);
    assertThat(everything.privately("bob").getLast()).contains("Did you mean `/dre pause`?");
  }

  @Test
  void anApprovalOfWhatWasAskedBeforeIsRefused() {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    Operation asked = everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    var gate = asked.gate().orElseThrow();
    everything.chat().clicks("bob", id, Buttons.REJECT, "Reject");
    Operation rejected = everything.until(id, o -> o.gate().isEmpty());

    assertThat(says(rejected, new Act.Approve(gate.id(), gate.digest(), "")))
        .isInstanceOf(Answer.Refused.class);

    assertThat(everything.operations().find(id).orElseThrow().state()).isEqualTo(State.REJECTED);
    assertThat(step(rejected, "again").status()).isEqualTo(StepStatus.PENDING);
  }

  private OperationId blockedBy(String kind) {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre noise db-43 --kind " + kind);
    everything.until(id, o -> o.state() == State.BLOCKED);
    return id;
  }

  private Answer says(Operation operation, Act act) {
    return everything
        .operations()
        .command(
            operation.plan().datastore().name(),
            new Command(
                new CommandId(UUID.randomUUID().toString()),
                operation.id(),
                BOB,
                Set.of("dre"),
                new Origin("", ""),
                act));
  }
}
