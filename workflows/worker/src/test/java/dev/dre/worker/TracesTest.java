package dev.dre.worker;

import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.State;
import dev.dre.traces.Traces;
import dev.dre.worker.Collector.Collected;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operation did is one trace, whoever worked on it. */
class TracesTest {

  @Test
  void anOperationIsOneTrace() throws IOException {
    var spans = spansOfOneOperation();

    assertThat(spans)
        .extracting(Collected::name)
        .contains("Operation", "submitJob", "followJob", "deliver");
    assertThat(spans).extracting(Collected::trace).containsOnly(spans.getFirst().trace());
    assertThat(spans)
        .extracting(span -> span.attributes().get("dre.operation"))
        .containsOnly(Plans.OPERATION.value());
  }

  @Test
  void whatItsStepsDidIsBelowItsWorkflow() throws IOException {
    var spans = spansOfOneOperation();
    var run = spans.stream().filter(s -> s.name().equals("Operation")).toList();

    assertThat(run).hasSize(1);
    assertThat(run.getFirst().parent()).isEmpty();
    assertThat(spans)
        .filteredOn(span -> !span.name().equals("Operation"))
        .extracting(Collected::parent)
        .containsOnly(run.getFirst().id());
    assertThat(spans)
        .filteredOn(span -> span.name().equals("followJob"))
        .first()
        .satisfies(
            span ->
                assertThat(span.attributes())
                    .containsEntry("dre.step", "copy_rows")
                    .containsEntry("dre.cluster", "cluster-b"));
  }

  /** As it is for everybody who asks an operation that has ended how it went. */
  @Test
  void whatIsReplayedIsTheSameAndIsNotToldAgain() throws Exception {
    try (var collector = new Collector()) {
      try (var traces = to(collector)) {
        Replay.of(Histories.read("0.1/finished"), OperationWorkflowImpl.class, traces.plugin());
        Replay.of(
            Histories.read("0.1/continued-as-new-1"), OperationWorkflowImpl.class, traces.plugin());
      }
      assertThat(collector.spans()).isEmpty();
    }
  }

  @Test
  void aTryThatFailedIsThereWithoutWhatItSaid() throws Exception {
    try (var collector = new Collector()) {
      try (var traces = to(collector);
          var shell = Shell.tracing(traces.plugin())) {
        shell.clusters.setUnreachable(true);
        shell.start(request(change("copy_rows")));
        await().until(() -> shell.clusters.asked() > 0);
        shell.clusters.setUnreachable(false);
        shell.ends();
      }

      assertThat(collector.spans())
          .filteredOn(span -> span.name().equals("submitJob"))
          .extracting(Collected::problem)
          .startsWith("IllegalStateException", "");
    }
  }

  @Test
  void whereNobodyCollectsThereIsNothing() {
    assertThat(Traces.wanted("dre-worker", Map.of())).isEmpty();
    assertThat(Traces.wanted("dre-worker", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ""))).isEmpty();
  }

  private static Traces to(Collector collector) {
    return Traces.start("dre-test", Map.of("otel.exporter.otlp.endpoint", collector.url()));
  }

  private static List<Collected> spansOfOneOperation() throws IOException {
    try (var collector = new Collector()) {
      try (var traces = to(collector);
          var shell = Shell.tracing(traces.plugin())) {
        shell.start(request(change("copy_rows")));
        assertThat(shell.ends().state()).isEqualTo(State.SUCCEEDED);
      }
      // Closing sends what is left.
      await()
          .untilAsserted(
              () ->
                  assertThat(collector.spans()).extracting(Collected::name).contains("Operation"));
      return collector.spans();
    }
  }
}
