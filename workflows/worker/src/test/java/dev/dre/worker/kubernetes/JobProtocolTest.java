package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.dre.operations.temporal.JobProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobProtocolTest {

  @Test
  void theLastProgressCounts() {
    String log =
        """
        starting
        DRE {"progress":0.1,"message":"1 of 10"}
        DRE {"progress":0.4,"message":"4 of 10"}
        """;

    assertThat(JobProtocol.progress(log)).contains(new JobProgress(0.4, "4 of 10"));
  }

  @Test
  void aCutLineIsLog() {
    String log = "DRE {\"progress\":0.4,\"message\":\"4 of 10\"}\nDRE {\"progress\":0.9,\"mes";

    assertThat(JobProtocol.progress(log)).contains(new JobProgress(0.4, "4 of 10"));
  }

  @Test
  void nothingIsSaidByAPlainLog() {
    assertThat(JobProtocol.progress("hello\nDREAM {}")).isEmpty();
  }

  @Test
  void outputsComeFromTheResultFileFirst() {
    String log = "DRE {\"outputs\":{\"lag\":\"9\"}}";

    assertThat(JobProtocol.outputs("{\"lag\":\"3\",\"rows\":12}", log))
        .containsEntry("lag", "3")
        .containsEntry("rows", "12");
  }

  @Test
  void outputsComeFromTheLogWhenTheResultFileIsLost() {
    assertThat(JobProtocol.outputs("", "noise\nDRE {\"outputs\":{\"lag\":\"9\"}}"))
        .containsExactly(entry("lag", "9"));
  }

  @Test
  void whatIsMeantForDreIsNotShownAsLog() {
    assertThat(JobProtocol.withoutProtocol("a\nDRE {\"progress\":1}\nb")).isEqualTo("a\nb");
  }

  @Test
  void aBrokenLineIsShownWithTheLogBecauseItMayBeTheReason() {
    assertThat(JobProtocol.withoutProtocol("a\nDRE {\"outputs\":{\"lag\":\nDRE 42\nb"))
        .isEqualTo("a\nDRE {\"outputs\":{\"lag\":\nDRE 42\nb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "-3", "1e400", "\"half\"", "null"})
  void aProgressThatIsNoPartOfAWholeSaysOnlyItsMessage(String progress) {
    String log = "DRE {\"progress\":%s,\"message\":\"12 of 30\"}".formatted(progress);

    assertThat(JobProtocol.progress(log)).contains(new JobProgress(-1, "12 of 30"));
  }

  @Test
  void anOutputDoesNotCarryASecretOutOfTheWorker() {
    assertThat(JobProtocol.outputs("{\"url\":\"postgres://app:hunter2@db:5432/app\"}", ""))
        .containsExactly(entry("url", "postgres://app:•••@db:5432/app"));
  }
}
