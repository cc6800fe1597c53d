package dev.dre.operations.temporal;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.StepId;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.Header;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a line of the log says beside its words, so that all lines about one operation are found:
 * kept for the thread that works on it.
 */
public final class LogFields {

  /** The operation's id, as people see it. */
  public static final String OPERATION = "operation";

  /** The step that is worked on; its attempts are not told apart. */
  public static final String STEP = "step";

  /** The cluster that an activity reaches. */
  public static final String CLUSTER = "cluster";

  private static final List<String> HANDED_ON = List.of(OPERATION, STEP);
  private static final String HEADER = "dre-";
  private static final DataConverter WORDS = DefaultDataConverter.newDefaultInstance();

  private LogFields() {}

  /** What {@code work} logs is about {@code operation}. */
  public static void of(OperationId operation, Runnable work) {
    @Nullable String before = MDC.get(OPERATION);
    MDC.put(OPERATION, operation.value());
    try {
      work.run();
    } finally {
      if (before == null) {
        MDC.remove(OPERATION);
      } else {
        MDC.put(OPERATION, before);
      }
    }
  }

  /** The same; about no operation where there is none. */
  public static void of(Optional<OperationId> operation, Runnable work) {
    operation.ifPresentOrElse(id -> of(id, work), work);
  }

  /**
   * What is logged from here on is about {@code step}: for a thread of a workflow, after which
   * Temporal clears up.
   */
  public static void step(StepId step) {
    MDC.put(STEP, step.value());
  }

  /** Hands on what this thread is about. */
  static void writeTo(Header header) {
    for (String field : HANDED_ON) {
      @Nullable String value = MDC.get(field);
      if (value != null) {
        WORDS.toPayload(value).ifPresent(p -> header.getValues().put(HEADER + field, p));
      }
    }
  }

  /** This thread is about what was handed on, if anything. */
  public static void readFrom(Header header) {
    for (String field : HANDED_ON) {
      @Nullable Payload payload = header.getValues().get(HEADER + field);
      if (payload != null) {
        MDC.put(field, WORDS.fromPayload(payload, String.class, String.class));
      }
    }
  }
}
