package dev.dre.worker;

import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.client.PastOperations;
import dev.dre.operations.plan.DatastoreName;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operations leave is found on a server that lists them, without a worker. */
class PastOperationsTest {

  private final RealServer server;
  private final Shell shell;

  PastOperationsTest() throws IOException {
    server = RealServer.whereHistoriesAreLongAfter(4_000);
    shell = Shell.on(server.address());
  }

  @AfterEach
  void stop() throws IOException {
    shell.close();
    server.close();
  }

  @Test
  void howLongStepsTookIsFoundByRunbookAndDatastore() {
    var plan = request(look("preflight"), look("copy"));
    PastOperations past = shell.pastOperations();
    String runbook = plan.plan().runbook();
    shell.startedByTheBot(plan);
    shell.ends();
    shell.noWorkerIsThere();

    await().untilAsserted(() -> assertThat(past.latest(runbook, Optional.empty())).hasSize(1));
    assertThat(past.latest(runbook, Optional.of(plan.plan().datastore().name())))
        .flatExtracting(found -> found.took().keySet())
        .containsExactly("copy", "preflight");
    assertThat(past.latest(runbook, Optional.of(new DatastoreName("db-7")))).isEmpty();
    assertThat(past.latest("vacuum", Optional.empty())).isEmpty();
  }
}
