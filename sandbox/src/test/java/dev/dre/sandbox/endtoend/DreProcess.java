package dev.dre.sandbox.endtoend;

import dev.dre.bot.BotMain;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bot or a worker in a process of its own, which a test may kill. */
final class DreProcess implements AutoCloseable {

  static final String THIS_BUILD =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private final Process process;
  private final int healthPort;

  private DreProcess(Process process, int healthPort) {
    this.process = process;
    this.healthPort = healthPort;
  }

  /** Where it says how it is. */
  URI health(String page) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(healthPort, page));
  }

  static DreProcess worker(Sandbox sandbox, Path log) {
    return start(WorkerMain.class, THIS_BUILD, sandbox, Map.of(), List.of(), log);
  }

  static DreProcess bot(Sandbox sandbox, String classPath, Path log) {
    var environment =
        Map.of(
            "SLACK_BOT_TOKEN", SlackStandIn.BOT_TOKEN,
            "SLACK_APP_TOKEN", SlackStandIn.APP_TOKEN,
            "SLACK_API_URL", sandbox.slackApi());
    return start(
        BotMain.class,
        classPath,
        sandbox,
        environment,
        List.of("--audit", sandbox.auditFile().toString()),
        log);
  }

  private static DreProcess start(
      Class<?> main,
      String classPath,
      Sandbox sandbox,
      Map<String, String> environment,
      List<String> arguments,
      Path log) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classPath);
    command.add(main.getName());
    command.addAll(List.of("--config", sandbox.configFolder().toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    int healthPort = FreePorts.one();
    builder.environment().put("DRE_HEALTH_PORT", String.valueOf(healthPort));
    builder.environment().putAll(environment);
    builder.environment().put("TEMPORAL_ADDRESS", sandbox.temporalAddress());
    try {
      return new DreProcess(builder.start(), healthPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As kill -9 does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As whoever replaces it by another release does. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
