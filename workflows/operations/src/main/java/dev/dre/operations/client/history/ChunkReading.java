package dev.dre.operations.client.history;

import dev.dre.operations.event.Event;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.OperationInput;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one run of an operation, and whatever its children did, however many runs they took. */
final class ChunkReading {

  /** More would take longer than anybody waits. */
  private static final int MOST_RUNS_OF_CHILDREN = 100;

  private final HistorySource source;
  private final PayloadReading payloads;

  ChunkReading(HistorySource source, DataConverter converter) {
    this.source = source;
    this.payloads = new PayloadReading(converter);
  }

  /** An entry with the time that it sorts by, which never goes back within a run. */
  private record Timed(Instant at, HistoryEntry entry) {}

  Chunk read(OperationId operation, WorkflowExecution run) {
    var notes = new ArrayList<String>();
    var pending = new ArrayList<HistoryEntry>();
    var timed = new ArrayList<Timed>();
    RunReading own = read(operation, run, pending, timed);
    if (own.begun().equals(Instant.MAX)) {
      notes.add(
          "Temporal keeps run %s of %s no longer; nothing before it can be read."
              .formatted(run.getRunId(), operation));
    }
    children(own, operation, pending, timed, notes);
    timed.sort(Comparator.comparing(Timed::at));
    Collections.reverse(timed);
    return new Chunk(
        operation,
        run.getRunId(),
        pending,
        timed.stream().map(Timed::entry).toList(),
        Optional.of(own.begun()).filter(at -> !at.equals(Instant.MAX)),
        own.input(),
        own.previousRun(),
        own.nextRun(),
        notes);
  }

  private void children(
      RunReading own,
      OperationId operation,
      List<HistoryEntry> pending,
      List<Timed> timed,
      List<String> notes) {
    var toRead = new ArrayList<>(own.children());
    for (int read = 0; read < toRead.size(); read++) {
      if (read == MOST_RUNS_OF_CHILDREN) {
        notes.add(
            "%s has more children than are read here; %d runs of them were."
                .formatted(operation, read));
        return;
      }
      WorkflowExecution child = toRead.get(read);
      RunReading reading = read(operation, child, pending, timed);
      toRead.addAll(reading.children());
      if (!reading.nextRun().isEmpty()) {
        toRead.add(child.toBuilder().setRunId(reading.nextRun()).build());
      }
    }
  }

  private RunReading read(
      OperationId operation, WorkflowExecution run, List<HistoryEntry> pending, List<Timed> timed) {
    var reading = new RunReading(operation, run, payloads);
    try (var events = source.events(run)) {
      events.forEach(reading::read);
    }
    reading.toldLater(toldByTheNext(run, reading.nextRun()));
    if (!reading.isOver()) {
      source
          .describe(run)
          .ifPresent(
              description ->
                  pending.addAll(reading.entries(PendingLines.of(description, reading))));
    }
    Instant latest = Instant.MIN;
    for (HistoryEntry entry : reading.entries()) {
      latest = entry.when().isAfter(latest) ? entry.when() : latest;
      timed.add(new Timed(latest, entry));
    }
    return reading;
  }

  /** The last that happened in a run is often told by the next one only. */
  private List<Event> toldByTheNext(WorkflowExecution run, String next) {
    return next.isEmpty()
        ? List.of()
        : input(run.toBuilder().setRunId(next).build())
            .flatMap(OperationInput::carriedOn)
            .map(operation -> operation.outbox().pending())
            .orElse(List.of());
  }

  /** What {@code run} began with; empty when it is not kept, or no workflow of ours. */
  Optional<OperationInput> input(WorkflowExecution run) {
    return source
        .first(run)
        .flatMap(
            first -> payloads.input(first.getWorkflowExecutionStartedEventAttributes().getInput()));
  }
}
