package dev.dre.operations.event;

import java.time.Instant;

/**
 * Something that happened to an operation.
 *
 * @param sequence from 1, without gaps
 */
public record Event(long sequence, Instant at, Happening what) {}
