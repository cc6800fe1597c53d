package dev.dre.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalServerTest {

  private static Path program;
  @TempDir private Path folder;
  private final List<TemporalServer> started = new ArrayList<>();

  @BeforeAll
  static void findProgram() {
    program = Binaries.inUserCache(System.out::println).temporal();
  }

  @AfterEach
  void stop() {
    started.forEach(TemporalServer::close);
  }

  @Test
  void whatItKnowsIsThereAfterItWasKilled() {
    var settings = settings(FreePort.choose(), false);
    TemporalServer server = start(settings);
    temporal(settings, "operator", "namespace", "create", "--namespace", "kept");
    server.process().destroyForcibly();
    server.process().onExit().join();

    start(settings);

    assertThat(temporal(settings, "operator", "namespace", "describe", "kept")).contains("kept");
  }

  @Test
  void searchAttributesAreRegistered() {
    var settings = settings(FreePort.choose(), true);
    start(settings);

    assertThat(temporal(settings, "operator", "search-attribute", "list"))
        .containsPattern("dreDatastore\\s+Keyword");
  }

  @Test
  void aServerThatWasLeftRunningIsAdopted() {
    var settings = settings(FreePort.choose(), false);
    TemporalServer left = start(settings);

    TemporalServer again = start(settings);

    assertThat(again.process().pid()).isEqualTo(left.process().pid());
  }

  @Test
  void otherSettingsRestartTheServerOnItsDatabase() {
    TemporalServer left = start(settings(FreePort.choose(), false));

    TemporalServer again = start(settings(FreePort.choose(), false));

    assertThat(left.isRunning()).isFalse();
    assertThat(again.isRunning()).isTrue();
  }

  @Test
  void aProcessThatIsNotTheServerIsLeftAlone() throws Exception {
    var settings = settings(FreePort.choose(), true);
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.createDirectories(folder);
      Files.writeString(settings.pidFile(), stranger.pid() + "\n");

      assertThat(start(settings).isRunning()).isTrue();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void closingEndsItAndItsPage() throws Exception {
    int uiPort = FreePort.choose();
    var settings =
        new TemporalSettings(
            program, folder, FreePort.choose(), OptionalInt.of(uiPort), true, Map.of());
    TemporalServer server = start(settings);
    try (var client = HttpClient.newHttpClient()) {
      var page = HttpRequest.newBuilder(URI.create(server.ui().orElseThrow())).build();
      assertThat(client.send(page, BodyHandlers.ofString()).body()).contains("<html");
    }

    server.close();

    assertThat(server.isRunning()).isFalse();
    assertThat(settings.pidFile()).doesNotExist();
  }

  @Test
  void aServerThatCannotStartShowsTheEndOfItsLog() {
    int port = FreePort.choose();
    var settings =
        new TemporalSettings(
            program, folder, port, OptionalInt.empty(), true, Map.of("dreDatastore", "Nonsense"));

    assertThatThrownBy(() -> TemporalServer.start(settings))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("did not start on 127.0.0.1:" + port)
        .hasMessageContaining("Nonsense");
  }

  @Test
  void aPortOfSomebodyElseIsNamed() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var settings = settings(taken.getLocalPort(), true);

      assertThatThrownBy(() -> TemporalServer.start(settings))
          .isInstanceOf(PortTaken.class)
          .hasMessage(
              "Port %d, where Temporal should listen, is taken by another program."
                  .formatted(taken.getLocalPort()));
    }
  }

  private TemporalSettings settings(int port, boolean inMemory) {
    return new TemporalSettings(
        program, folder, port, OptionalInt.empty(), inMemory, Map.of("dreDatastore", "Keyword"));
  }

  private TemporalServer start(TemporalSettings settings) {
    TemporalServer server = TemporalServer.start(settings);
    started.add(server);
    return server;
  }

  private static String temporal(TemporalSettings settings, String... arguments) {
    List<String> command = new ArrayList<>(List.of(settings.program().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", settings.address()));
    Programs.Ended ended = Programs.run(command, Duration.ofSeconds(20));
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended.output();
  }
}
