package dev.dre.operations.line;

import dev.dre.approvals.Actor;
import java.util.Optional;

/**
 * Somebody wants the line to go on. Whether they may was looked at by who took the wish: see {@code
 * docs/decisions/}.
 *
 * @param hold which stop of {@code scope}; empty for the only one
 */
public record LiftLine(LineScope scope, Optional<LineHoldId> hold, Actor by) {}
