package dev.dre.worker;

import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.OperationRequest;
import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry;
import dev.dre.operations.client.history.HistoryOptions;
import dev.dre.operations.client.history.HistoryPage;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.planning.ArgumentText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searching what a worker has really done, on a server that keeps and lists histories. */
class HistorySearchTest {

  private final RealServer server;
  private final Shell shell;

  HistorySearchTest() throws IOException {
    server = RealServer.whereHistoriesAreLongAfter(60);
    shell = Shell.on(server.address());
  }

  @AfterEach
  void stop() throws IOException {
    shell.close();
    server.close();
  }

  private HistoryPage finds(HistoryOptions options) {
    var answer = shell.histories().search(options.search(Instant.now(), 50));
    assertThat(answer).isInstanceOf(OperationHistories.Answer.Found.class);
    return ((OperationHistories.Answer.Found) answer).page();
  }

  private HistoryPage finds(String words) {
    return finds(typed(words));
  }

  private static HistoryOptions typed(String words) {
    return HistoryOptions.of(ArgumentText.parse(words));
  }

  private static OperationRequest as(OperationRequest first) {
    return new OperationRequest(
        Plans.NEXT_OPERATION,
        first.requester(),
        first.channel(),
        first.plan(),
        first.planDigest(),
        first.sinks());
  }

  @Test
  void anOperationIsOneHistoryAcrossItsRunsAndNeverTheOneBeforeItOnTheDatastore() {
    var steps = IntStream.range(0, 12).mapToObj(i -> look("look" + i)).toList();
    shell.start(request(steps));
    shell.ends();
    int runs = shell.runs().size();
    var next = as(request(look("preflight")));
    shell.start(next);
    shell.ends();
    await()
        .untilAsserted(
            () -> assertThat(finds(Plans.NEXT_OPERATION.value()).entries()).isNotEmpty());

    var first = finds(Plans.OPERATION + " --limit 1000").entries();
    var second = finds("db-42 --limit 1000").entries();

    assertThat(runs).isGreaterThan(2);
    assertThat(first).hasSizeGreaterThan(15);
    assertThat(new HashSet<>(first.stream().map(HistoryEntry::run).toList())).hasSize(runs);
    assertThat(first.getLast().what()).startsWith("starts: ");
    assertThat(first.getFirst().state()).contains(State.SUCCEEDED);
    assertThat(second).extracting(HistoryEntry::operation).containsOnly(Plans.NEXT_OPERATION);
    assertThat(second).extracting(HistoryEntry::what).contains("preflight, attempt 1: follow Job");

    assertThat(finds("--step look7 --activity followJob").entries())
        .as("across operations")
        .singleElement()
        .satisfies(e -> assertThat(e.operation()).isEqualTo(Plans.OPERATION));
    var paged = new ArrayList<HistoryEntry>();
    var options = typed("--activity followJob --limit 5");
    var page = finds(options);
    paged.addAll(page.entries());
    while (page.older().isPresent()) {
      page = finds(options.before(page.older().get()));
      paged.addAll(page.entries());
    }
    assertThat(paged).isEqualTo(finds("--activity followJob --limit 1000").entries());
  }

  @Test
  void aJobThatCannotBeSubmittedIsFoundWhileItIsTriedAgain() {
    shell.clusters.setUnreachable(true);
    shell.start(request(look("preflight")));

    List<HistoryEntry> found =
        await()
            .until(
                () -> finds("db-42 --failed").entries(),
                entries -> entries.stream().anyMatch(e -> e.tries() > 1));

    assertThat(found)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo("PendingActivity");
              assertThat(entry.what()).startsWith("preflight, attempt 1: submit Job (");
              assertThat(entry.failure()).contains("cluster does not answer");
              assertThat(entry.state()).contains(State.RUNNING);
            });
    await()
        .untilAsserted(
            () -> assertThat(finds("--event PendingActivity --failed").entries()).hasSize(1));
    shell.clusters.setUnreachable(false);
    assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
    assertThat(finds("db-42 --failed").entries()).isEmpty();
    assertThat(finds("db-42 --text 'does not answer'").entries())
        .singleElement()
        .satisfies(e -> assertThat(e.tries()).isGreaterThan(1));
  }
}
