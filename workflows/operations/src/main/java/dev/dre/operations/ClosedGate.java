package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.event.GateResult;
import java.time.Instant;
import java.util.Optional;

/** How a gate ended, with what was asked and answered. {@code by} is empty when it expired. */
public record ClosedGate(OpenGate asked, GateResult result, Optional<Actor> by, Instant at) {}
