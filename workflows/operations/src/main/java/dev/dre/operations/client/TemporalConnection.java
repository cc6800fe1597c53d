package dev.dre.operations.client;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import dev.dre.operations.temporal.OperationDataConverter;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowClientPlugin;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way to Temporal, by its standard variables: {@code TEMPORAL_ADDRESS}, {@code
 * TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS_…}, or a profile of {@code
 * temporal.toml}.
 */
public final class TemporalConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Whoever asks how things are does not wait long. */
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
  private static final Set<Status.Code> REFUSALS =
      Set.of(
          Status.Code.NOT_FOUND,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.UNIMPLEMENTED);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private TemporalConnection(WorkflowServiceStubs stubs, WorkflowClient client) {
    this.stubs = stubs;
    this.client = client;
  }

  /**
   * Does not wait for the server.
   *
   * @throws IOException when the profile cannot be read
   */
  public static TemporalConnection open() throws IOException {
    return open(new NoopScope());
  }

  /**
   * The same, whose client counts what it does.
   *
   * @param plugins what else the client and its workers do
   * @throws IOException when the profile cannot be read
   */
  public static TemporalConnection open(Scope meters, WorkflowClientPlugin... plugins)
      throws IOException {
    var profile = ClientConfigProfile.load();
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                .setMetricsScope(meters)
                .build());
    var options =
        WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
            .setDataConverter(OperationDataConverter.create())
            .setPlugins(plugins)
            .build();
    return new TemporalConnection(stubs, WorkflowClient.newInstance(stubs, options));
  }

  /**
   * Returns when the server answers. Until then it is tried again and again, which is said once.
   *
   * @throws IllegalStateException when it answers and does not let us in: trying again would not
   *     help
   */
  public void await(Consumer<String> says) throws InterruptedException {
    boolean said = false;
    while (true) {
      try {
        describeNamespace(PATIENCE);
        if (said) {
          says.accept("Temporal at %s answers.".formatted(address()));
        }
        return;
      } catch (StatusRuntimeException e) {
        if (REFUSALS.contains(e.getStatus().getCode())) {
          throw new IllegalStateException(
              "Temporal at %s refuses: %s. Check the TEMPORAL_* variables (namespace \"%s\")."
                  .formatted(address(), e.getStatus().getDescription(), namespace()),
              e);
        }
        if (!said) {
          says.accept(
              "Temporal at %s does not answer (%s). Trying again until it does; TEMPORAL_ADDRESS says where it is."
                  .formatted(address(), reason(e)));
          said = true;
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  /** Why the server cannot be used now; empty when it can. Asks once. */
  public Optional<String> problem() {
    return problem(PATIENCE);
  }

  private Optional<String> problem(Duration patience) {
    try {
      describeNamespace(patience);
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.of(
          REFUSALS.contains(e.getStatus().getCode())
              ? "%s refuses: %s (namespace \"%s\")"
                  .formatted(address(), e.getStatus().getDescription(), namespace())
              : "%s does not answer (%s)".formatted(address(), reason(e)));
    }
  }

  /** What keeps a process from being ready, in words; empty when Temporal answers. */
  public Optional<String> lacking() {
    return problem(GLANCE).map("Temporal at "::concat);
  }

  private void describeNamespace(Duration patience) {
    var request = DescribeNamespaceRequest.newBuilder().setNamespace(namespace()).build();
    var answer =
        stubs
            .blockingStub()
            .withDeadlineAfter(patience.toSeconds(), TimeUnit.SECONDS)
            .describeNamespace(request);
    // What it says of the namespace does not matter here.
    Objects.requireNonNull(answer);
  }

  private String namespace() {
    return client.getOptions().getNamespace();
  }

  /** gRPC's own words say only that something went wrong with its input or output. */
  private static String reason(StatusRuntimeException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest instanceof StatusRuntimeException
        ? e.getStatus().getCode().name()
        : String.valueOf(deepest.getMessage());
  }

  public WorkflowClient client() {
    return client;
  }

  /** {@code host:port}, for messages. */
  public String address() {
    return stubs.getOptions().getTarget();
  }

  @Override
  public void close() {
    stubs.shutdown();
  }
}
