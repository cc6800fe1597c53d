package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.line.OfLine;
import java.time.Instant;
import java.util.Optional;

/**
 * One reason to stand still.
 *
 * @param reason empty when none was given
 * @param until when it is over, by its owner's word; empty when only somebody ends it, also once
 *     that moment has passed and was told
 * @param thenResume whether it lifts itself then; otherwise people are reminded and it stands
 * @param line the stop of the line that it came from; empty for a pause of this operation alone
 * @param lift who lifts it, while the guards look whether it can go on; empty: nobody does
 */
public record Hold(
    HoldId id,
    Actor owner,
    String reason,
    Instant since,
    Optional<Instant> until,
    boolean thenResume,
    Optional<OfLine> line,
    Optional<Lift> lift) {

  public Hold(
      HoldId id,
      Actor owner,
      String reason,
      Instant since,
      Optional<Instant> until,
      boolean thenResume,
      Optional<OfLine> line) {
    this(id, owner, reason, since, until, thenResume, line, Optional.empty());
  }

  public Hold(
      HoldId id,
      Actor owner,
      String reason,
      Instant since,
      Optional<Instant> until,
      boolean thenResume) {
    this(id, owner, reason, since, until, thenResume, Optional.empty());
  }

  boolean due(Instant now) {
    return until.isPresent() && !now.isBefore(until.get());
  }

  Hold remindedOf() {
    return new Hold(id, owner, reason, since, Optional.empty(), thenResume, line, lift);
  }

  /** Also one that was to lift itself at some moment does not do so once more. */
  Hold lifting(Lift how) {
    return new Hold(id, owner, reason, since, Optional.empty(), thenResume, line, Optional.of(how));
  }

  Hold notLifting() {
    return new Hold(id, owner, reason, since, until, thenResume, line);
  }
}
