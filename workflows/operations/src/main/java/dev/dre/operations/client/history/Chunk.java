package dev.dre.operations.client.history;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.OperationInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of an operation with all that its children did, by time.
 *
 * @param pending what is in flight, the newest first
 * @param entries the newest first
 * @param begun when the run began; empty when it is not kept any more
 * @param olderRun empty when the operation began with this one
 * @param newerRun empty when none goes on from here
 */
record Chunk(
    OperationId operation,
    String run,
    List<HistoryEntry> pending,
    List<HistoryEntry> entries,
    Optional<Instant> begun,
    Optional<OperationInput> input,
    String olderRun,
    String newerRun,
    List<String> notes) {}
