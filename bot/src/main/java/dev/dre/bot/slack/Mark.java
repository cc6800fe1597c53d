package dev.dre.bot.slack;

import dev.dre.operations.id.OperationId;

/**
 * What a message of ours carries as metadata, so that it is found again before it is posted twice.
 * Ids only: other apps can read it.
 *
 * @param throughSequence the last event that the message tells; 0 when it tells none
 * @param aside what it tells that is no event of the operation; empty when it tells events
 */
public record Mark(OperationId operation, long throughSequence, String aside) {

  static final String TYPE = "dre_told";
  static final String ASIDE = "dre_aside";

  /** Of what tells events up to {@code throughSequence}. */
  public Mark(OperationId operation, long throughSequence) {
    this(operation, throughSequence, "");
  }

  /** Of what the operation itself does not know. */
  public static Mark aside(OperationId operation, String what) {
    return new Mark(operation, 0, what);
  }
}
