package dev.dre.bot.sinks;

import dev.dre.operations.plan.StepId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that needs a person, or that does not any more.
 *
 * @param key the same for the trouble and its resolution: {@code migrate-db-42-k7f3/blocked}
 * @param resolved whether it is over
 * @param severity {@code warning} or {@code critical}
 * @param step empty when it is about no step
 * @param summary one sentence for a phone; empty when it is over
 */
record Incident(
    String key,
    boolean resolved,
    String severity,
    Optional<StepId> step,
    String summary,
    Instant at,
    long sequence) {}
