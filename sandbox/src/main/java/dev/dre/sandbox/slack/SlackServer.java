package dev.dre.sandbox.slack;

import dev.dre.sandbox.slack.api.RateLimits;
import dev.dre.sandbox.slack.api.WebApi;
import dev.dre.sandbox.slack.faults.Calls;
import dev.dre.sandbox.slack.faults.Faults;
import dev.dre.sandbox.slack.faults.FaultsApi;
import dev.dre.sandbox.slack.files.FileStore;
import dev.dre.sandbox.slack.files.Uploads;
import dev.dre.sandbox.slack.interaction.AppReplies;
import dev.dre.sandbox.slack.interaction.Clicks;
import dev.dre.sandbox.slack.interaction.Dialogs;
import dev.dre.sandbox.slack.interaction.Envelopes;
import dev.dre.sandbox.slack.interaction.Hooks;
import dev.dre.sandbox.slack.interaction.Modals;
import dev.dre.sandbox.slack.interaction.ResponseUrls;
import dev.dre.sandbox.slack.interaction.SlashCommands;
import dev.dre.sandbox.slack.interaction.Triggers;
import dev.dre.sandbox.slack.message.BotMessages;
import dev.dre.sandbox.slack.people.PeopleApi;
import dev.dre.sandbox.slack.socket.Disconnect;
import dev.dre.sandbox.slack.socket.SocketMode;
import dev.dre.sandbox.slack.wire.PageFiles;
import dev.dre.sandbox.slack.wire.Routes;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Journal;
import dev.dre.sandbox.slack.workspace.Timestamps;
import dev.dre.sandbox.slack.workspace.Workspace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** All parts, wired. Everything runs on one event loop, so no part needs a lock. */
final class SlackServer extends VerticleBase {
  private static final int MAX_WEB_SOCKET_BYTES = 1024 * 1024;

  private final SlackStandInOptions options;
  private final Journal journal;
  private final InstantSource clock;
  private final Consumer<Routes> more;
  private int port;

  SlackServer(
      SlackStandInOptions options, Journal journal, InstantSource clock, Consumer<Routes> more) {
    this.options = options;
    this.journal = journal;
    this.clock = clock;
    this.more = more;
  }

  int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    var routes = new Routes();
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(MAX_WEB_SOCKET_BYTES)
                .setMaxWebSocketMessageSize(MAX_WEB_SOCKET_BYTES));
    return server
        .requestHandler(routes)
        .listen()
        .recover(e -> Future.failedFuture(notFree(e)))
        .onSuccess(
            listening -> {
              port = listening.actualPort();
              addTo(routes);
            });
  }

  private IllegalStateException notFree(Throwable e) {
    return new IllegalStateException(
        "port " + options.port() + " cannot be used: " + e.getMessage(), e);
  }

  // Only now is the port known that URLs handed out by the parts must name.
  private void addTo(Routes routes) {
    Workspace workspace = options.workspace();
    var timestamps = new Timestamps(clock);
    var conversations = new Conversations(workspace, journal, timestamps);
    var ephemerals = new Ephemerals(timestamps);
    var files = FileStore.open(options.stateFolder().resolve("files"), clock);
    var faults = new Faults(clock);
    var calls = new Calls();
    var socketMode =
        new SocketMode(vertx, clock, faults, workspace.bot().appId(), options.ackDeadline());
    var triggers = new Triggers(clock);
    var urls = new ResponseUrls(clock, "http://127.0.0.1:" + port, workspace.id());
    var modals = new Modals(workspace);
    var replies = new AppReplies(conversations, ephemerals, new BotMessages(workspace), timestamps);
    var envelopes = new Envelopes(workspace, socketMode);
    var commands = new SlashCommands(workspace, conversations, envelopes, triggers, urls, replies);
    var clicks =
        new Clicks(conversations, ephemerals, modals, envelopes, triggers, urls, timestamps);
    var dialogs = new Dialogs(modals, envelopes, triggers);
    var parts =
        new WebApi.Parts(
            workspace,
            conversations,
            ephemerals,
            timestamps,
            modals,
            triggers,
            files,
            ticket -> "http://127.0.0.1:" + port + "/upload/v1/" + ticket,
            () -> "ws://127.0.0.1:" + port + socketMode.issueLink());
    Optional<RateLimits> limits =
        options.rateLimits() ? Optional.of(new RateLimits(clock)) : Optional.empty();
    var webApi =
        new WebApi(
            vertx,
            clock,
            SlackStandIn.BOT_TOKEN,
            SlackStandIn.APP_TOKEN,
            faults,
            calls,
            limits,
            parts);
    var hooks = new Hooks(urls, replies);
    var uploads = new Uploads(files, faults);

    routes
        .on(HttpMethod.POST, "/api/{method}", webApi::answer)
        .on(HttpMethod.GET, "/api/{method}", webApi::answer)
        .on(HttpMethod.POST, "/upload/v1/{ticket}", uploads::answer)
        .on(HttpMethod.POST, "/hooks/{kind}/{team}/{secret}", hooks::answer)
        .stream(HttpMethod.GET, "/link", (request, path) -> socketMode.connect(request));
    new PeopleApi(
            vertx, workspace, conversations, ephemerals, files, modals, commands, clicks, dialogs)
        .addTo(routes);
    new FaultsApi(clock, faults, calls, cutsOf(socketMode)).addTo(routes);
    more.accept(routes);
    routes.on(HttpMethod.GET, "/{file*}", PageFiles::answer);
  }

  private static FaultsApi.SocketCuts cutsOf(SocketMode socketMode) {
    return new FaultsApi.SocketCuts() {
      @Override
      public boolean disconnect(String reason) {
        Optional<Disconnect> known = Disconnect.parse(reason);
        known.ifPresent(socketMode::disconnect);
        return known.isPresent();
      }

      @Override
      public void drop() {
        socketMode.drop();
      }
    };
  }
}
