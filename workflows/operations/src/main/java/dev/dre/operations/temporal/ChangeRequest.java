package dev.dre.operations.temporal;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedChange;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of objects that is tried, made, looked after or undone.
 *
 * @param requestId the same for all of that and for every attempt of its step, so that each finds
 *     what another did
 * @param job what the progress of this attempt is told as
 * @param approved what people were shown as the state of the objects; empty when nobody was asked
 * @param since where a person does it by hand, when the step was handed over: what happened after
 *     that counts; else empty
 */
public record ChangeRequest(
    PlannedChange change,
    OperationId operation,
    DatastoreName datastore,
    String requestId,
    String job,
    Optional<String> approved,
    Optional<Instant> since) {}
