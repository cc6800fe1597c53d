package dev.dre.bench;

import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.servers.Binaries;
import dev.dre.servers.FreePort;
import dev.dre.servers.TemporalServer;
import dev.dre.servers.TemporalSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A Temporal development server in memory, for both sides, and a client of it. */
final class BenchServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TemporalServer server;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private BenchServer(TemporalServer server) {
    this.server = server;
    stubs = connect(server.address());
    client = client(stubs);
  }

  static BenchServer start(Path folder, Consumer<String> says) {
    return new BenchServer(
        TemporalServer.start(
            new TemporalSettings(
                Binaries.inUserCache(says).temporal(),
                folder,
                FreePort.choose(),
                OptionalInt.empty(),
                true,
                Map.of(OperationIds.OPERATION.getName(), "Keyword"))));
  }

  static WorkflowServiceStubs connect(String address) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
  }

  static WorkflowClient client(WorkflowServiceStubs stubs) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setDataConverter(OperationDataConverter.create())
            .build());
  }

  String address() {
    return server.address();
  }

  WorkflowClient client() {
    return client;
  }

  TemporalOperations operations() {
    return new TemporalOperations(client, executor, PATIENCE);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    stubs.shutdownNow();
    server.close();
  }
}
