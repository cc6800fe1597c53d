package dev.dre.operations.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.DefaultFailureConverter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShortFailuresTest {

  /** What the server keeps of the last failure of an activity that is tried again. */
  private static final int KEPT = 4 * 1024;

  private static RuntimeException deep(int causes) {
    RuntimeException failure = new IllegalStateException("refused");
    for (int i = 0; i < causes; i++) {
      failure = new IllegalStateException("the cluster does not answer", failure);
    }
    return failure;
  }

  private static int size(Throwable failure) {
    return new DefaultFailureConverter()
        .exceptionToFailure(failure, DefaultDataConverter.STANDARD_INSTANCE)
        .getSerializedSize();
  }

  @Test
  void aLongStackIsKeptAsItsSentence() {
    RuntimeException whole = deep(20);
    assertThat(size(whole)).isGreaterThan(KEPT);

    ApplicationFailure shortened = ShortFailures.shortened(whole);

    assertThat(size(shortened)).isLessThan(KEPT);
    assertThat(shortened.getOriginalMessage()).isEqualTo("the cluster does not answer");
    assertThat(shortened.getType()).isEqualTo(IllegalStateException.class.getName());
    assertThat(shortened.isNonRetryable()).isFalse();
  }

  @Test
  void whatIsNotToBeTriedAgainStaysSo() {
    var refused =
        ApplicationFailure.newNonRetryableFailureWithCause(
            "no such namespace", ClusterActivities.JOB_REFUSED, deep(20));

    ApplicationFailure shortened = ShortFailures.shortened(refused);

    assertThat(shortened.getOriginalMessage()).isEqualTo("no such namespace");
    assertThat(shortened.getType()).isEqualTo(ClusterActivities.JOB_REFUSED);
    assertThat(shortened.isNonRetryable()).isTrue();
    assertThat(size(shortened)).isLessThan(KEPT);
  }

  @Test
  void whatSaysWhenToTryAgainIsTriedAgainThen() {
    var limited =
        ApplicationFailure.newBuilder()
            .setMessage("ratelimited")
            .setType("ratelimited")
            .setNextRetryDelay(Duration.ofSeconds(7))
            .build();

    assertThat(ShortFailures.shortened(limited).getNextRetryDelay())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aLongSentenceIsCutAndNoneIsNamedByItsKind() {
    assertThat(size(ShortFailures.shortened(new IllegalStateException("é".repeat(10_000)))))
        .isLessThan(KEPT);
    assertThat(ShortFailures.shortened(new NullPointerException()).getOriginalMessage())
        .isEqualTo("java.lang.NullPointerException");
  }
}
