package dev.dre.traces;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.temporal.client.WorkflowClientPlugin;
import io.temporal.common.SimplePlugin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the traces of operations to a collector, by OTLP over HTTP. Everything about it is said by
 * OpenTelemetry's standard variables, and nothing of it is there where they name no collector.
 */
public final class Traces implements AutoCloseable {

  /** Says where the collector is. */
  static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private final OpenTelemetrySdk sdk;
  private final SpanIds ids;

  private Traces(OpenTelemetrySdk sdk, SpanIds ids) {
    this.sdk = sdk;
    this.ids = ids;
  }

  /**
   * Empty where {@code environment} names no collector.
   *
   * @param process what the spans of this process are found by, unless OTEL_SERVICE_NAME says it
   */
  public static Optional<Traces> wanted(String process, Map<String, String> environment) {
    return environment.getOrDefault(ENDPOINT, "").isBlank()
        ? Optional.empty()
        : Optional.of(start(process, Map.of()));
  }

  /** {@code properties}: as the variables, which come before them. */
  public static Traces start(String process, Map<String, String> properties) {
    var said = new HashMap<String, String>();
    said.put("otel.service.name", process);
    said.put("otel.exporter.otlp.protocol", "http/protobuf");
    // Metrics are what /metrics says, and the log goes to the standard error.
    said.put("otel.metrics.exporter", "none");
    said.put("otel.logs.exporter", "none");
    said.putAll(properties);
    var ids = new SpanIds();
    var sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> said)
            .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(ids))
            // Whoever starts it also closes it, after the last span.
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return new Traces(sdk, ids);
  }

  /** Those of a client of Temporal: none where nobody collects. */
  public static WorkflowClientPlugin[] plugins(Optional<Traces> traces) {
    return traces.stream().map(Traces::plugin).toArray(WorkflowClientPlugin[]::new);
  }

  /** What a client of Temporal needs, so that the workers made of it tell their spans. */
  public WorkflowClientPlugin plugin() {
    return SimplePlugin.newBuilder("dev.dre.traces")
        .addWorkerInterceptors(new TracedOperation(sdk.getTracer("dev.dre"), ids))
        .build();
  }

  /** Sends what is left. */
  @Override
  public void close() {
    sdk.close();
  }
}
