package dev.dre.sandbox.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The bot and the worker of a sandbox, each of which can be killed and replaced. */
final class Processes implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final EndToEnd everything;
  private final Path log;
  private Optional<DreProcess> worker = Optional.empty();
  private Optional<DreProcess> bot = Optional.empty();

  Processes(EndToEnd everything) {
    this.everything = everything;
    try {
      log = EndToEnd.log("processes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts what is not there; returns when people are answered. */
  void serve() {
    if (worker.isEmpty()) {
      startWorker();
    }
    if (bot.isEmpty()) {
      startBot();
    }
  }

  void startWorker() {
    worker = Optional.of(DreProcess.worker(everything.sandbox(), log));
  }

  void startBot() {
    startBot(DreProcess.THIS_BUILD);
  }

  /** The class path of another build; this one where none is given. */
  void startBotOfTheOtherRelease() {
    startBot(System.getProperty("dre.test.other-release", DreProcess.THIS_BUILD));
  }

  private void startBot(String classPath) {
    bot = Optional.of(DreProcess.bot(everything.sandbox(), classPath, log));
    var carol = everything.sandbox().slack().person("carol");
    await().atMost(PATIENCE).until(() -> carol.says("#db-ops", "/dre list").ok());
  }

  DreProcess worker() {
    return worker.orElseThrow();
  }

  DreProcess bot() {
    return bot.orElseThrow();
  }

  void killWorker() {
    worker.ifPresent(DreProcess::kill);
    worker = Optional.empty();
  }

  void killBot() {
    bot.ifPresent(DreProcess::kill);
    bot = Optional.empty();
  }

  /** As an upgrade does: it may finish what it is at. */
  void stopBot() {
    bot.ifPresent(DreProcess::stop);
    bot = Optional.empty();
  }

  @Override
  public void close() {
    killBot();
    killWorker();
  }
}
