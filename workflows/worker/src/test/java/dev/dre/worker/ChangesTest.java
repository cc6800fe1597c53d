package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.risky;
import static dev.dre.worker.Plans.scaling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.State;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.id.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps that change objects of a cluster, in the workflow. */
class ChangesTest {

  private final Shell shell = new Shell();

  @AfterEach
  void stop() {
    shell.close();
  }

  private static String of(String step) {
    return Plans.OPERATION + "/" + step;
  }

  @Test
  void peopleApproveWhatTheServerSaysWouldChangeAndJustThatIsMade() {
    shell.start(request(scaling(risky("grow"))));
    shell.reaches(State.AWAITING_APPROVAL);
    assertThat(shell.now().gate().orElseThrow().evidence())
        .containsEntry("statefulset/db-42", "spec.replicas: 2 → 3");

    shell.approves(BOB);

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.changes.done()).containsExactly("make %s as abc".formatted(of("grow")));
    shell.record("changes-of-objects");
  }

  @Test
  void whatChangedSinceIsAskedAnew() {
    shell.start(request(scaling(risky("grow"))));
    shell.reaches(State.AWAITING_APPROVAL);
    shell.changes.version = "def";
    shell.approves(BOB);
    shell.reaches(State.BLOCKED);
    assertThat(shell.now().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.NOT_READY);
    assertThat(shell.changes.done()).isEmpty();

    shell.says(BOB, new Act.Retry(Subject.CURRENT));
    shell.reaches(State.AWAITING_APPROVAL);
    shell.approves(BOB);

    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(shell.changes.done()).containsExactly("make %s as def".formatted(of("grow")));
  }

  @Test
  void whatHangsIsHalfDoneAndAnAbortUndoesIt() {
    shell.changes.hangs = "pod db-42-2 does not start";
    shell.start(request(scaling(change("grow")), change("copy")));
    shell.reaches(State.BLOCKED);
    assertThat(shell.now().status().trouble().orElseThrow().because())
        .isEqualTo(BlockedBecause.PARTIAL);

    shell.says(ALICE, new Act.Abort(""));

    assertThat(shell.ends().state()).isEqualTo(State.ABORTED);
    assertThat(shell.changes.done())
        .containsExactly(
            "make %s as it is".formatted(of("grow")), "verify " + of("grow"), "undo " + of("grow"));
  }
}
