package dev.dre.operations.temporal;

import java.time.Duration;

/**
 * A Job that exists, or did.
 *
 * @param uid tells it from a later Job of the same name
 * @param timeout when its pod is stopped
 */
public record SubmittedJob(JobAddress address, String uid, Duration timeout) {}
