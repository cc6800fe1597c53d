package dev.dre.bench;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.methods.SlackApiException;
import com.slack.api.socket_mode.SocketModeClient;
import dev.dre.sandbox.slack.SlackStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The smallest app: acknowledges, then starts or approves. {@code /dre help} is only acknowledged.
 */
final class HandWrittenApp implements AutoCloseable {

  static final String APPROVE = "approve";

  private static final int CONCURRENCY = 10;

  private final Slack slack;
  private final App app;
  private final SocketModeApp socket;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Connects.
   *
   * @param starts is given what the command said
   * @param approves is given the name of the workflow
   */
  HandWrittenApp(SlackStandIn standIn, Consumer<String> starts, Consumer<String> approves)
      throws Exception {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(standIn.url() + "/api/");
    config.setProxyUrl(null);
    config.setStatsEnabled(false);
    slack = Slack.getInstance(config);
    app =
        new App(
            AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(SlackStandIn.BOT_TOKEN)
                .authTestCacheEnabled(true)
                .authTestCacheExpirationMillis(-1)
                .build());
    app.command(
        "/dre",
        (request, context) -> {
          String text = request.getPayload().getText();
          if (!text.equals("help")) {
            executor.execute(() -> starts.accept(text));
          }
          return context.ack();
        });
    app.blockAction(
        APPROVE,
        (request, context) -> {
          String workflow = request.getPayload().getActions().getFirst().getValue();
          executor.execute(() -> approves.accept(workflow));
          return context.ack();
        });
    socket =
        new SocketModeApp(SlackStandIn.APP_TOKEN, app, SocketModeClient.Backend.Tyrus, CONCURRENCY);
    socket.startAsync();
  }

  /** Posts with a button. */
  void tell(String workflow, String text) {
    try {
      var answer =
          slack
              .methods(SlackStandIn.BOT_TOKEN)
              .chatPostMessage(
                  message ->
                      message
                          .channel(BenchConfiguration.CHANNEL)
                          .text(text)
                          .blocks(
                              List.of(
                                  section(s -> s.text(markdownText(text))),
                                  actions(
                                      List.of(
                                          button(
                                              b ->
                                                  b.actionId(APPROVE)
                                                      .value(workflow)
                                                      .text(plainText("Approve"))))))));
      if (!answer.isOk()) {
        throw new IllegalStateException("not posted: " + answer.getError());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SlackApiException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      socket.stop();
      socket.getClient().close();
      socket.close();
      slack.close();
    } catch (Exception e) {
      throw new IllegalStateException("the hand-written app does not end", e);
    }
  }
}
