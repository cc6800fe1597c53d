package dev.dre.operations.line;

import dev.dre.approvals.Actor;

/** Somebody wants many operations to stand still. Everybody who may pause one may do so. */
public record StopLine(LineHoldId id, LineScope scope, Actor by, String reason) {}
