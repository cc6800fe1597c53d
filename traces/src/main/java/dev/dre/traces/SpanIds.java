package dev.dre.traces;

import dev.dre.operations.json.Digest;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A trace's id is made of its operation's, and the span of a run of its workflow of the run's. So
 * whoever works on an operation, in any process, knows where its spans belong: nothing is handed
 * on, nothing of it is in a history, and a span can be told whose parent has not ended.
 */
final class SpanIds implements IdGenerator {

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private final IdGenerator others = IdGenerator.random();
  private final ThreadLocal<Optional<SpanContext>> next = ThreadLocal.withInitial(Optional::empty);

  /** The span of the run {@code runId} of {@code operation}. */
  static SpanContext ofRun(String operation, String runId) {
    return SpanContext.createFromRemoteParent(
        Digest.sha256(operation).substring(0, TRACE_DIGITS),
        Digest.sha256(runId).substring(0, SPAN_DIGITS),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  /** The root that {@code makes} begins gets the ids of {@code span}. */
  <T> T as(SpanContext span, Supplier<T> makes) {
    next.set(Optional.of(span));
    try {
      return makes.get();
    } finally {
      next.remove();
    }
  }

  @Override
  public String generateTraceId() {
    return next.get().map(SpanContext::getTraceId).orElseGet(others::generateTraceId);
  }

  @Override
  public String generateSpanId() {
    return next.get().map(SpanContext::getSpanId).orElseGet(others::generateSpanId);
  }
}
