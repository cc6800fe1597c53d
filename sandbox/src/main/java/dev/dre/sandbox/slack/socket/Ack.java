package dev.dre.sandbox.slack.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the app took an envelope. */
public sealed interface Ack {

  /**
   * In time.
   *
   * @param payload what came along; empty for a bare ack
   */
  record InTime(ObjectNode payload, long millis) implements Ack {}

  /** Not within the three seconds; whatever comes later is not looked at. */
  record Missing() implements Ack {}

  /** No socket was open, so nothing could be sent. */
  record NobodyConnected() implements Ack {}
}
