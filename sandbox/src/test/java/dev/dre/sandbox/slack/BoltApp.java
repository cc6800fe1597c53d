package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;
import java.net.URI;
import java.util.function.Consumer;

/** The official client against a stand-in, so strict that a field Slack does not have fails. */
final class BoltApp implements AutoCloseable {
  private final Slack slack;
  private final App app;
  private final SocketModeApp socketMode;
  private final StrictReader reader;

  private BoltApp(Slack slack, App app, SocketModeApp socketMode, StrictReader reader) {
    this.slack = slack;
    this.app = app;
    this.socketMode = socketMode;
    this.reader = reader;
  }

  static BoltApp start(URI standIn, Consumer<App> listeners) throws Exception {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(standIn + "/api/");
    config.setProxyUrl(null);
    config.setFailOnUnknownProperties(true);
    config.setStatsEnabled(false);
    Slack slack = Slack.getInstance(config);
    var app =
        new App(
            AppConfig.builder().slack(slack).singleTeamBotToken(SlackStandIn.BOT_TOKEN).build());
    listeners.accept(app);
    var socketMode =
        new SocketModeApp(SlackStandIn.APP_TOKEN, app, SocketModeClient.Backend.Tyrus, 10);
    var reader = new StrictReader(config);
    // The client exists only from here on, so that the first hello goes by unread.
    socketMode.startAsync();
    socketMode.getClient().addWebSocketMessageListener(reader);
    return new BoltApp(slack, app, socketMode, reader);
  }

  /** The Web API with the bot's token. */
  MethodsClient api() {
    return slack.methods(SlackStandIn.BOT_TOKEN);
  }

  App app() {
    return app;
  }

  SocketModeClient sockets() {
    return socketMode.getClient();
  }

  @Override
  public void close() {
    try {
      socketMode.stop();
      socketMode.getClient().close();
      socketMode.close();
      slack.close();
    } catch (Exception e) {
      throw new IllegalStateException("the client does not close", e);
    }
    assertThat(reader.problems()).isEmpty();
  }
}
