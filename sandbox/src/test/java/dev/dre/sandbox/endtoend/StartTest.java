package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.bot.BotMain;
import dev.dre.sandbox.Ports;
import dev.dre.sandbox.SandboxMain;
import dev.dre.worker.WorkerMain;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a program from starting is a sentence with a remedy, and no stack trace. */
class StartTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EXAMPLE = "../config/example";
  private static final String HEALTH_PORT = "DRE_HEALTH_PORT";
  private static final int BOT_HEALTH = 9464;
  private static final int WORKER_HEALTH = 9465;

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();
  private final List<ServerSocket> taken = new ArrayList<>();

  @AfterEach
  void freePorts() throws IOException {
    for (ServerSocket socket : taken) {
      socket.close();
    }
  }

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
      try (var another = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        String said =
            saidAtItsEnd(
                start(
                    SandboxMain.class,
                    Map.of(),
                    "--only=slack",
                    "--state=" + folder.resolve("state"),
                    "--port-base=" + ports.base()));

        assertThat(said)
            .contains("Port %d, where the".formatted(another.getLocalPort()))
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

  @Test
  void aBotWhosePortOfHealthIsTakenGoesOnWithout() throws Exception {
    int nobody = FreePorts.find().temporal();
    var environment =
        Map.of(
            "TEMPORAL_ADDRESS", "127.0.0.1:" + nobody,
            "SLACK_BOT_TOKEN", "xoxb-nobody",
            "SLACK_APP_TOKEN", "xapp-nobody");
    take(BOT_HEALTH);

    Process bot =
        startWithHealth(BotMain.class, Optional.empty(), environment, "--config", EXAMPLE);
    await().atMost(PATIENCE).until(() -> said().contains("does not answer"));

    assertThat(said()).startsWith("dre bot: port 9464 cannot be listened on");
    assertThat(said().lines().findFirst().orElseThrow()).endsWith("going on without");
    assertThat(said().lines()).hasSize(2);
    assertThat(bot.isAlive()).isTrue();
  }

  @Test
  void aWorkerWhosePortOfHealthIsTakenGoesOnWithout() throws Exception {
    take(WORKER_HEALTH);

    String said =
        saidAtItsEnd(
            startWithHealth(WorkerMain.class, Optional.empty(), Map.of(), "--config", EXAMPLE));

    assertThat(said).startsWith("dre worker: port 9465 cannot be listened on");
    assertThat(said.lines().findFirst().orElseThrow()).endsWith("going on without");
    assertThat(said.lines().skip(1)).singleElement().asString().contains("no kubeconfig");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChosenPortOfHealthThatIsTakenEndsBoth(boolean byOption) throws Exception {
    var tokens = Map.of("SLACK_BOT_TOKEN", "xoxb-nobody", "SLACK_APP_TOKEN", "xapp-nobody");
    try (var another = new ServerSocket(0)) {
      String port = String.valueOf(another.getLocalPort());
      for (Class<?> main : List.of(BotMain.class, WorkerMain.class)) {
        String said =
            saidAtItsEnd(
                byOption
                    ? start(main, tokens, "--config", EXAMPLE, "--health-port", port)
                    : startWithHealth(main, Optional.of(port), tokens, "--config", EXAMPLE));

        assertThat(said)
            .contains("port %s cannot be listened on".formatted(port))
            .endsWith("--health-port 0");
        assertThat(said.lines()).hasSize(1);
      }
    }
  }

  /** Where a bot or a worker of somebody else has it already, that will do. */
  private void take(int port) throws IOException {
    var socket = new ServerSocket();
    taken.add(socket);
    try {
      socket.bind(new InetSocketAddress(port));
    } catch (BindException e) {
      assertThat(socket.isBound()).isFalse();
    }
  }

  /** One that tells nobody how it is, whoever else is on this machine. */
  private Process start(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    return startWithHealth(main, Optional.of("0"), environment, arguments);
  }

  private Process startWithHealth(
      Class<?> main,
      Optional<String> healthPort,
      Map<String, String> environment,
      String... arguments)
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
    builder.environment().remove(HEALTH_PORT);
    healthPort.ifPresent(port -> builder.environment().put(HEALTH_PORT, port));
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
