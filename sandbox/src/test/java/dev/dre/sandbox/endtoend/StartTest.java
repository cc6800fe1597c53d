package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.BotMain;
import dev.dre.sandbox.Ports;
import dev.dre.sandbox.SandboxMain;
import dev.dre.worker.WorkerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a program from starting is a sentence with a remedy, and no stack trace. */
class StartTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EXAMPLE = "../config/example";

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endProcesses() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSandboxWhosePortIsTakenNamesItAndSaysHowToChooseAnother() throws Exception {
    Ports ports = FreePorts.find();
    for (int port : List.of(ports.chat(), ports.pager())) {
      try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        String said =
            saidAtItsEnd(
                start(
                    SandboxMain.class,
                    Map.of(),
                    "--only=slack",
                    "--state=" + folder.resolve("state"),
                    "--port-base=" + ports.base()));

        assertThat(said)
            .contains("Port %d, where the".formatted(taken.getLocalPort()))
            .contains("is taken by another program")
            .contains("--port-base N");
        assertThat(said.lines()).hasSize(1);
      }
    }
  }

  @Test
  void aWorkerWithoutKubeconfigNamesClusterAndFile() throws Exception {
    String said = saidAtItsEnd(start(WorkerMain.class, Map.of(), "--config", EXAMPLE));

    assertThat(said)
        .startsWith("dre worker: cluster cluster-a: there is no kubeconfig " + folder)
        .contains("clusters.yaml");
    assertThat(said.lines()).hasSize(1);
  }

  @Test
  void aBotThatFindsNoTemporalSaysThatItTries() throws Exception {
    int nobody = FreePorts.find().temporal();
    Process bot =
        start(
            BotMain.class,
            Map.of(
                "TEMPORAL_ADDRESS", "127.0.0.1:" + nobody,
                "SLACK_BOT_TOKEN", "xoxb-nobody",
                "SLACK_APP_TOKEN", "xapp-nobody"),
            "--config",
            EXAMPLE);

    await().atMost(PATIENCE).until(() -> !said().isEmpty());

    assertThat(said())
        .startsWith("dre bot: Temporal at 127.0.0.1:%d does not answer".formatted(nobody))
        .contains("Trying again until it does");
    assertThat(said().lines()).hasSize(1);
    assertThat(bot.isAlive()).isTrue();
  }

  private Process start(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-Ddre.home=" + Path.of("..").toAbsolutePath(), "-Duser.home=" + folder, "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.redirectError(log().toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Path log() {
    return folder.resolve("said");
  }

  private String saidAtItsEnd(Process process) throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return said();
  }

  /** Without what newer JDKs say of libraries. */
  private String said() throws IOException {
    return String.join(
        "\n",
        Files.readAllLines(log()).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("WARNING:"))
            .toList());
  }
}
