package dev.dre.operations.line;

import dev.dre.approvals.Actor;
import java.time.Instant;

/** A stop of the line that is over, and who ended it. */
public record LiftedHold(LineHoldId id, Actor by, Instant at) {}
