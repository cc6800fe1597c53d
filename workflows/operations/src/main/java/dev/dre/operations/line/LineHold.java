package dev.dre.operations.line;

import dev.dre.approvals.Actor;
import java.time.Instant;

/**
 * A hold on many operations, also on those that start later, until it is lifted.
 *
 * @param reason never empty: it is all that those know who were not asked
 */
public record LineHold(LineHoldId id, LineScope scope, Actor owner, String reason, Instant since) {

  public OfLine asOfLine() {
    return new OfLine(id, scope);
  }
}
