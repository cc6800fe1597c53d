package dev.dre.operations;

import dev.dre.approvals.Actor;
import java.time.Instant;

/** Who wanted it undone, and why. {@code reason} is empty when none was given. */
public record AbortRequest(Actor by, String reason, Instant at) {}
