package dev.dre.bot.words;

import dev.dre.operations.Operation;
import dev.dre.operations.temporal.JobProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a card shows.
 *
 * @param progress what the running Job said last; empty when nothing runs, or it has said nothing
 * @param guarding what each guard saw last, with its title; empty when nothing is guarded
 * @param notBegun since when something has waited for a worker to begin it, in words; empty when
 *     nothing does
 * @param silentSince since when the operation has not answered; empty while it does
 */
public record CardView(
    Operation operation,
    Optional<JobProgress> progress,
    List<String> guarding,
    Optional<String> notBegun,
    Optional<Instant> silentSince) {}
