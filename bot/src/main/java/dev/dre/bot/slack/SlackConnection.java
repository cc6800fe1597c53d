package dev.dre.bot.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import dev.dre.bot.SlackSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Slack: a WebSocket that the bot opens, so that nothing has to reach it from
 * outside.
 */
public final class SlackConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlackConnection.class);

  /** Listeners only acknowledge and hand over; without this argument they all share one thread. */
  private static final int CONCURRENCY = 10;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final SlackSettings settings;
  private final Slack slack;
  private final App app;
  private final MeterRegistry meters;
  private volatile @Nullable SocketModeApp socket;

  public SlackConnection(SlackSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.meters = meters;
    var config = new SlackConfig();
    if (settings.apiUrl().isPresent()) {
      config.setMethodsEndpointUrlPrefix(settings.apiUrl().get());
      // The SDK honours HTTP_PROXY but not NO_PROXY, and a stand-in is on this machine.
      config.setProxyUrl(null);
    }
    config.setStatsEnabled(false);
    slack = Slack.getInstance(config);
    app =
        new App(
            AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(settings.botToken())
                .authTestCacheEnabled(true)
                .authTestCacheExpirationMillis(-1)
                .build());
  }

  public SlackGateway gateway() {
    return new WebApi(
        slack.methods(settings.botToken()),
        new ActionResponseSender(slack),
        new SlackCalls(meters));
  }

  /** Takes the listeners; before {@link #connect}. */
  void listen(Consumer<App> listeners) {
    listeners.accept(app);
  }

  /**
   * Connects, and keeps trying while Slack does not answer.
   *
   * @throws IllegalStateException when Slack refuses the tokens: trying again would not help
   */
  public void connect() throws InterruptedException {
    while (true) {
      try {
        var created =
            new SocketModeApp(
                settings.appToken(), app, SocketModeClient.Backend.Tyrus, CONCURRENCY);
        created.startAsync();
        socket = created;
        return;
      } catch (Exception e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("invalid_auth") || said.contains("not_authed")) {
          throw new IllegalStateException(
              "Slack refuses the tokens (%s): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN"
                  .formatted(said),
              e);
        }
        LOG.warn("Slack cannot be reached yet: {}", said);
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  /**
   * Why nobody in Slack is heard at this moment, in words; empty when the WebSocket answers. Can
   * take some seconds.
   */
  public Optional<String> problem() {
    SocketModeApp open = socket;
    if (open == null) {
      return Optional.of("Slack has not been reached yet: the log says why");
    }
    return open.getClient().verifyConnection()
        ? Optional.empty()
        : Optional.of("the connection to Slack is broken; it is being made anew");
  }

  @Override
  public void close() {
    SocketModeApp open = socket;
    try {
      if (open != null) {
        open.stop();
        open.getClient().close();
        open.close();
      }
      slack.close();
    } catch (Exception e) {
      LOG.warn("closing the connection to Slack: {}", String.valueOf(e.getMessage()));
    }
  }
}
