package dev.dre.bench;

import dev.dre.operations.client.history.HistoryOptions;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.client.history.TemporalHistories;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long a search in a long history takes: an operation that is paused and resumed until it has
 * as many events, which are in as many runs as it takes. Beside it, reading all of its events with
 * the SDK and looking at none.
 */
final class LongHistory {

  private static final int EVENTS = 20_000;
  private static final int ROUNDS = 5;
  private static final int PAGE = 20;
  private static final int BETWEEN_COUNTS = 100;

  private final Bench bench;
  private final WorkflowClient client;

  LongHistory(Bench bench) {
    this.bench = bench;
    client = bench.server().client();
  }

  List<Row> run() {
    var dre = bench.serve(client, new InstantGateway());
    try {
      var request = BenchConfiguration.request(bench.configuration().gated(), "long", List.of());
      bench.server().operations().start(request, request.plan().datastore().cluster());
      var datastore = request.plan().datastore().name();
      String workflow = OperationIds.workflowId(datastore);
      int wanted = bench.size().orElse(EVENTS);
      int events = 0;
      for (int commands = 0; events < wanted; commands += 2) {
        say(
            datastore,
            new Command(
                id(commands),
                request.id(),
                BenchConfiguration.APPROVER,
                Set.of(BenchConfiguration.APPROVERS),
                new Origin("", ""),
                Act.Pause.untilResumed("")));
        say(
            datastore,
            new Command(
                id(commands + 1),
                request.id(),
                BenchConfiguration.APPROVER,
                Set.of(BenchConfiguration.APPROVERS),
                new Origin("", ""),
                new Act.Resume(Optional.empty())));
        if (commands % BETWEEN_COUNTS == 0) {
          events = count(workflow);
          bench.says().accept("history: %d of %d events".formatted(events, wanted));
        }
      }
      return rows(datastore.value(), workflow);
    } finally {
      dre.close();
    }
  }

  private List<Row> rows(String datastore, String workflow) {
    var raw = new Samples();
    var newest = new Samples();
    var failed = new Samples();
    var nowhere = new Samples();
    for (int round = -1; round < ROUNDS; round++) {
      var reading = timed(() -> count(workflow));
      var page = timed(() -> search(datastore, Map.of()));
      var failures = timed(() -> search(datastore, Map.of(HistoryOptions.FAILED, "")));
      var absent = timed(() -> search(datastore, Map.of(HistoryOptions.TEXT, "nobody said this")));
      if (round >= 0) {
        raw.add(reading);
        newest.add(page);
        failed.add(failures);
        nowhere.add(absent);
      }
    }
    return List.of(
        Row.alone("events of the operation, in all its runs", "", (double) count(workflow)),
        Row.of("the newest page, median", "ms", newest.median(), raw.median()),
        Row.of("what failed, all of it looked at, median", "ms", failed.median(), raw.median()),
        Row.of("a text that is nowhere, median", "ms", nowhere.median(), raw.median()));
  }

  private void search(String datastore, Map<String, String> words) {
    var search = new HistoryOptions(datastore, new TreeMap<>(words)).search(Instant.now(), PAGE);
    if (!(new TemporalHistories(client).search(search)
        instanceof OperationHistories.Answer.Found)) {
      throw new IllegalStateException("there is no history of " + datastore);
    }
  }

  /** Of all runs; each names the one before. */
  private int count(String workflow) {
    int events = 0;
    String run = client.newUntypedWorkflowStub(workflow).describe().getExecution().getRunId();
    while (!run.isEmpty()) {
      var history = client.fetchHistory(workflow, run);
      events += history.getEvents().size();
      run =
          history
              .getEvents()
              .getFirst()
              .getWorkflowExecutionStartedEventAttributes()
              .getContinuedExecutionRunId();
    }
    return events;
  }

  private void say(DatastoreName datastore, Command command) {
    Answer answer = bench.server().operations().command(datastore, command);
    if (!(answer instanceof Answer.Accepted)) {
      throw new IllegalStateException(answer.says());
    }
  }

  private static CommandId id(int number) {
    return new CommandId("long-" + number);
  }

  private static Duration timed(Runnable what) {
    long began = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
