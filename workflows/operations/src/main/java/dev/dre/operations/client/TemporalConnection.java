package dev.dre.operations.client;

import dev.dre.operations.temporal.OperationDataConverter;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;

/**
 * The way to Temporal, by its standard variables: {@code TEMPORAL_ADDRESS}, {@code
 * TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS_…}, or a profile of {@code
 * temporal.toml}.
 */
public final class TemporalConnection implements AutoCloseable {

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
    var profile = ClientConfigProfile.load();
    var stubs = WorkflowServiceStubs.newServiceStubs(profile.toWorkflowServiceStubsOptions());
    var options =
        WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
            .setDataConverter(OperationDataConverter.create())
            .build();
    return new TemporalConnection(stubs, WorkflowClient.newInstance(stubs, options));
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
