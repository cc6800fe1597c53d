package dev.dre.sandbox.slack.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Envelopes that were sent and not acked yet. An ack counts on whichever socket it comes. */
final class PendingAcks {

  private record Pending(Promise<Ack> promise, long sentNanos, long timer) {}

  private final Vertx vertx;
  private final Duration deadline;
  private final Map<String, Pending> byEnvelope = new HashMap<>();

  PendingAcks(Vertx vertx, Duration deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  Future<Ack> expect(String envelopeId) {
    Promise<Ack> promise = Promise.promise();
    long timer = vertx.setTimer(deadline.toMillis(), id -> expire(envelopeId));
    byEnvelope.put(envelopeId, new Pending(promise, System.nanoTime(), timer));
    return promise.future();
  }

  /** False when nothing waits for it: a second ack, or one that came too late. */
  boolean arrived(String envelopeId, ObjectNode payload) {
    Pending pending = byEnvelope.remove(envelopeId);
    if (pending == null) {
      return false;
    }
    vertx.cancelTimer(pending.timer());
    long millis = Duration.ofNanos(System.nanoTime() - pending.sentNanos()).toMillis();
    pending.promise().complete(new Ack.InTime(payload, millis));
    return true;
  }

  private void expire(String envelopeId) {
    Pending pending = byEnvelope.remove(envelopeId);
    if (pending != null) {
      pending.promise().complete(new Ack.Missing());
    }
  }
}
