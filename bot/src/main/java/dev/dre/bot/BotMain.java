package dev.dre.bot;

import dev.dre.config.Configuration;
import dev.dre.config.ConfigurationException;
import dev.dre.health.Health;
import dev.dre.operations.client.TemporalConnection;
import dev.dre.traces.Traces;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The bot's process: what it is made of, in order. */
@Command(
    name = "dre bot",
    description = {
      "Listens to Slack by Socket Mode, starts operations, and tells their story.",
      "Tokens: SLACK_BOT_TOKEN (xoxb-…) and SLACK_APP_TOKEN (xapp-…). SLACK_API_URL for a stand-in of Slack.",
      "Temporal is found by the standard TEMPORAL_* variables (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …)."
    })
public final class BotMain implements Callable<Integer> {

  /** Where it says how it is when nobody says where. */
  private static final int HEALTH_PORT = 9464;

  @SuppressWarnings("UnusedVariable") // picocli prints the page when it sees the option.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this page")
  private boolean help;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "the folder of the configuration (default: $DRE_CONFIG, else config/example)")
  private Path config = Configuration.defaultFolder();

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "where the record is appended (default: ${DEFAULT-VALUE})",
      defaultValue = "dre-audit.jsonl")
  private Path audit = Path.of("dre-audit.jsonl");

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description =
          "says here how it is: /live, /ready, /metrics; 0 for nowhere (default: $DRE_HEALTH_PORT, else 9464 where that is free)",
      defaultValue = "${env:DRE_HEALTH_PORT:-" + Option.NULL_VALUE + "}")
  private @Nullable Integer healthPort;

  public static void main(String[] args) {
    System.exit(new CommandLine(new BotMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    String botToken = System.getenv().getOrDefault("SLACK_BOT_TOKEN", "");
    String appToken = System.getenv().getOrDefault("SLACK_APP_TOKEN", "");
    if (botToken.isBlank() || appToken.isBlank()) {
      System.err.println(
          "SLACK_BOT_TOKEN and SLACK_APP_TOKEN have to be set: docs/slack.md says where they come from.");
      return 1;
    }
    Configuration configuration;
    try {
      configuration = Configuration.load(config);
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    Health health;
    try {
      health =
          Health.start(
              Optional.ofNullable(healthPort),
              HEALTH_PORT,
              says -> System.err.println("dre bot: " + says));
    } catch (IllegalStateException e) {
      System.err.println("dre bot: " + e.getMessage());
      return 1;
    }
    var traces = Traces.wanted("dre-bot", System.getenv());
    var temporal = TemporalConnection.open(health.temporalMeters(), Traces.plugins(traces));
    health.needs("Temporal", temporal::lacking);
    health.needs("Slack", () -> Optional.of("Slack has not been reached yet: the log says why"));
    var slack =
        new SlackSettings(botToken, appToken, Optional.ofNullable(System.getenv("SLACK_API_URL")));
    var stopped = new CountDownLatch(1);
    Bot bot;
    try {
      temporal.await(says -> System.err.println("dre bot: " + says));
      bot = Bot.start(configuration, slack, temporal.client(), audit, health.meters());
      health.needs("Slack", bot::unheard);
      health.started();
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("dre bot: " + e.getMessage());
      health.close();
      return 1;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  bot.close();
                  temporal.close();
                  traces.ifPresent(Traces::close);
                  health.close();
                  stopped.countDown();
                }));
    System.out.println("dre bot listens");
    stopped.await();
    return 0;
  }
}
