package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.id.HoldId;
import java.time.Instant;

/** One reason to stand still. {@code reason} is empty when none was given. */
public record Hold(HoldId id, Actor owner, String reason, Instant since) {}
