package dev.dre.worker;

import dev.dre.servers.Binaries;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Temporal server that calls a history long after few events: the one in the test's own process
 * knows no such limit, and hands over late commands less strictly.
 */
final class RealServer implements AutoCloseable {

  private final TemporalDevServer server;

  private final Path log;

  private RealServer(TemporalDevServer server, Path log) {
    this.server = server;
    this.log = log;
  }

  static RealServer whereHistoriesAreLongAfter(int events) throws IOException {
    Path log = Files.createTempFile("dre-temporal", ".log");
    var options =
        TemporalDevServerOptions.newBuilder()
            .setExistingPath(Binaries.inUserCache(System.err::println).temporal().toString())
            .setDownloadEnabled(false)
            .setLogLevel("error")
            .setLogFile(log.toString())
            .setExtraArgs(
                "--dynamic-config-value",
                "limit.historyCount.suggestContinueAsNew=" + events,
                // A server elsewhere reports a task that fails after five tries.
                "--dynamic-config-value",
                "system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=1")
            .build();
    return new RealServer(TemporalDevServer.start(options), log);
  }

  String address() {
    return server.getTarget();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.delete(log);
  }
}
