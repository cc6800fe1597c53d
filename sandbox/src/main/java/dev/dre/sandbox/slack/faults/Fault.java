package dev.dre.sandbox.slack.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that goes wrong from now on.
 *
 * @param name to end it by; may be empty
 * @param target a Web API method, {@code *} for all of them, or what happens to envelopes
 * @param status the HTTP status to answer with; 0 for none
 * @param okFalse the error code to answer with; empty for none
 * @param afterwards the call takes effect first, and only its answer is lost
 * @param until when it stops by itself
 * @param timesLeft how often it still happens
 */
public record Fault(
    String name,
    String target,
    int status,
    String okFalse,
    int retryAfterSeconds,
    boolean afterwards,
    Duration delay,
    Optional<Instant> until,
    Optional<Integer> timesLeft) {

  /** What can happen between the app's sockets and people. */
  public enum OnSocket {
    /** The app's ack does not arrive. */
    DROP_ACK,
    /** The envelope itself does not arrive. */
    DROP_ENVELOPE,
    /** The envelope arrives twice. */
    DUPLICATE,
    /** The envelope arrives late. */
    DELAY;

    String target() {
      return "socket:" + name();
    }
  }

  boolean over(Instant now) {
    return until.filter(at -> !now.isBefore(at)).isPresent()
        || timesLeft.filter(left -> left <= 0).isPresent();
  }

  Fault once() {
    return new Fault(
        name,
        target,
        status,
        okFalse,
        retryAfterSeconds,
        afterwards,
        delay,
        until,
        timesLeft.map(n -> n - 1));
  }

  /** Whether it changes the answer, and does not only delay it. */
  public boolean answers() {
    return status != 0 || !okFalse.isEmpty();
  }

  ObjectNode asJson() {
    ObjectNode json =
        Json.object().put("target", target).put("status", status).put("ok_false", okFalse);
    json.put("name", name).put("after", afterwards).put("delay_ms", delay.toMillis());
    until.ifPresent(at -> json.put("until", at.toString()));
    timesLeft.ifPresent(n -> json.put("times_left", n));
    return json;
  }
}
