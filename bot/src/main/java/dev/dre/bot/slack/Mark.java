package dev.dre.bot.slack;

import dev.dre.operations.id.OperationId;

/**
 * What a message of ours carries as metadata, so that it is found again before it is posted twice.
 * Ids only: other apps can read it.
 *
 * @param throughSequence the last event that the message tells
 */
public record Mark(OperationId operation, long throughSequence) {

  static final String TYPE = "dre_told";
}
