package dev.dre.bench;

import dev.dre.worker.OperationWorker;
import dev.dre.worker.kubernetes.ClusterGateway;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What every measurement is given.
 *
 * @param folder of this run, deleted after it
 * @param size what was asked for; empty for what a measurement takes by itself
 * @param says is told what goes on
 */
record Bench(
    Path folder,
    BenchServer server,
    BenchConfiguration configuration,
    OptionalInt size,
    Consumer<String> says) {

  /** dre's own worker, with {@code cluster} for every cluster. */
  OperationWorker serve(WorkflowClient client, ClusterGateway cluster) {
    return OperationWorker.start(
        client,
        List.copyOf(configuration.configuration().clusters().values()),
        true,
        new TreeMap<>(),
        Optional.empty(),
        ignored -> cluster);
  }
}
