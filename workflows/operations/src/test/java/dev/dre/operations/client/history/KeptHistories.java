package dev.dre.operations.client.history;

import com.google.protobuf.util.JsonFormat;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.OperationDataConverter;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Histories in memory, with a note of which were read. */
final class KeptHistories implements HistorySource {

  static final OperationId OPERATION = new OperationId("migrate-db-42-k7f3");

  final List<String> read = new ArrayList<>();
  private final Map<String, List<HistoryEvent>> runs = new LinkedHashMap<>();
  private final Map<String, DescribeWorkflowExecutionResponse> inFlight = new LinkedHashMap<>();
  private final List<Located> all = new ArrayList<>();

  /** What the worker of a release did, as it was recorded. */
  static List<HistoryEvent> recorded(String name) {
    Path file = Path.of("../worker/src/test/resources/histories", name + ".json");
    try {
      var history = History.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(Files.readString(file), history);
      return history.getEventsList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run that is its own latest; returns its id. */
  static String runOf(List<HistoryEvent> events) {
    return events
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getOriginalExecutionRunId();
  }

  static WorkflowExecution execution(String workflow, String run) {
    return WorkflowExecution.newBuilder().setWorkflowId(workflow).setRunId(run).build();
  }

  KeptHistories keeps(String name) {
    return keeps(recorded(name));
  }

  KeptHistories keeps(List<HistoryEvent> events) {
    runs.put(runOf(events), events);
    return this;
  }

  KeptHistories keeps(String run, List<HistoryEvent> events) {
    runs.put(run, events);
    return this;
  }

  KeptHistories describes(String run, DescribeWorkflowExecutionResponse description) {
    inFlight.put(run, description);
    return this;
  }

  /**
   * The last run that was added is the latest of {@code id}, which is listed behind those before.
   */
  KeptHistories isLatestOf(OperationId id, Optional<String> runbook, Optional<String> team) {
    String run = List.copyOf(runs.keySet()).getLast();
    all.add(new Located(id, execution("op/db-42", run), runbook, team));
    return this;
  }

  KeptHistories isLatest() {
    return isLatestOf(OPERATION, Optional.empty(), Optional.empty());
  }

  OperationHistories histories() {
    return new Histories(this, OperationDataConverter.create());
  }

  HistoryPage finds(HistorySearch search) {
    return ((OperationHistories.Answer.Found) histories().search(search)).page();
  }

  /** As somebody types it. */
  HistoryPage finds(String words) {
    return finds(Typed.search(words));
  }

  String refuses(String words) {
    return ((OperationHistories.Answer.Refused) histories().search(Typed.search(words))).why();
  }

  @Override
  public Optional<Located> locate(String name) {
    return all.stream()
        .filter(
            o ->
                o.operation().value().equals(name)
                    || o.latest().getWorkflowId().equals("op/" + name))
        .findFirst();
  }

  @Override
  public Stream<Located> all(Optional<Instant> since, boolean runningOnly) {
    return all.stream();
  }

  @Override
  public Stream<HistoryEvent> events(WorkflowExecution run) {
    read.add(run.getRunId());
    return runs.getOrDefault(run.getRunId(), List.of()).stream();
  }

  @Override
  public Optional<HistoryEvent> first(WorkflowExecution run) {
    return runs.getOrDefault(run.getRunId(), List.of()).stream().findFirst();
  }

  @Override
  public Optional<DescribeWorkflowExecutionResponse> describe(WorkflowExecution run) {
    return Optional.ofNullable(inFlight.get(run.getRunId()));
  }
}
