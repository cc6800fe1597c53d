package dev.dre.sandbox.slack;

import dev.dre.sandbox.slack.wire.Routes;
import dev.dre.sandbox.slack.workspace.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Slack on this machine: what the app calls, the sockets that it opens, and the people it talks to.
 * Reachable from this machine only; whoever reaches it can act as anybody.
 */
public final class SlackStandIn implements AutoCloseable {
  // Not secrets: they open nothing but a stand-in. As long as real ones, because clients cut them
  // for their logs.
  public static final String BOT_TOKEN = "xoxb-sandbox-0000000001-sandboxsandboxsandboxsand";
  public static final String APP_TOKEN =
      "xapp-sandbox-A0DREAPP1-0000000002-sandboxsandboxsandboxsandboxsandboxsandboxsandboxsandbox";

  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx;
  private final Journal journal;
  private final URI url;

  private SlackStandIn(Vertx vertx, Journal journal, URI url) {
    this.vertx = vertx;
    this.journal = journal;
    this.url = url;
  }

  /**
   * Starts and returns when it can be used, with everything that was said before.
   *
   * @throws IllegalStateException when the port is taken, or another stand-in uses the state folder
   */
  public static SlackStandIn start(SlackStandInOptions options) {
    return start(options, routes -> {});
  }

  /** The same with other addresses beside its own, on its port: {@code more} adds them. */
  public static SlackStandIn start(SlackStandInOptions options, Consumer<Routes> more) {
    Journal journal = Journal.open(options.stateFolder());
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    try {
      var server = new SlackServer(options, journal, InstantSource.system(), more);
      await(vertx.deployVerticle(server));
      return new SlackStandIn(vertx, journal, URI.create("http://127.0.0.1:" + server.port()));
    } catch (IllegalStateException e) {
      vertx.close();
      journal.close();
      throw e;
    }
  }

  /** Where it is, without a slash at the end; the app's Web API is at {@code /api/} there. */
  public URI url() {
    return url;
  }

  /** Somebody of the workspace to act as. */
  public SlackPerson person(String name) {
    return new SlackPerson(url, name);
  }

  /** What can be made to go wrong. */
  public SlackFaults faults() {
    return new SlackFaults(url);
  }

  @Override
  public void close() {
    await(vertx.close());
    journal.close();
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("the Slack stand-in: " + cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the Slack stand-in did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the Slack stand-in", e);
    }
  }
}
