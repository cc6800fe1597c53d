package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.State;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.faults.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What bot and worker say about themselves, and what is made of it. */
@Apart
class HealthTest {

  private static final Path CHART = Path.of("../helm/dre/files");
  private static final Pattern METRIC = Pattern.compile("\\b(dre|temporal|jvm|process)_[a-z_]+");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final EndToEnd everything;
  private final Processes processes;

  HealthTest(EndToEnd everything, Processes processes) {
    this.everything = everything;
    this.processes = processes;
  }

  @Test
  void whatDashboardAndAlertsAskForIsThere() throws Exception {
    OperationId id = everything.starts(Sandbox.DB_43, "/dre careful db-43");
    everything.until(id, o -> o.state() == State.AWAITING_APPROVAL);
    await()
        .atMost(PATIENCE)
        .until(() -> said().anyMatch("dre_operations{state=\"awaiting_approval\"} 1.0"::equals));
    var there =
        said()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(asked("alerts.yaml")).hasSizeGreaterThan(5);
    assertThat(there).containsAll(asked("alerts.yaml")).containsAll(asked("dashboard.json"));
    everything.abortWithoutChat(id);
    everything.until(id, o -> o.state().isFinal());
  }

  @Test
  void whileTemporalIsAwayNeitherIsReadyAndBothSayWhy() {
    ready(processes.bot(), 200);
    ready(processes.worker(), 200);

    everything.sandbox().faults().on(Fault.TEMPORAL_DOWN).join();
    try {
      assertThat(ready(processes.bot(), 503)).contains("Temporal at 127.0.0.1");
      assertThat(ready(processes.worker(), 503)).contains("Temporal at 127.0.0.1");
      assertThat(get(processes.bot().health("live")).statusCode()).isEqualTo(200);
    } finally {
      everything.sandbox().faults().off(Fault.TEMPORAL_DOWN).join();
    }

    ready(processes.bot(), 200);
    ready(processes.worker(), 200);
  }

  /** The page once it has this code. */
  private String ready(DreProcess process, int code) {
    return await()
        .atMost(PATIENCE)
        .until(() -> get(process.health("ready")), page -> page.statusCode() == code)
        .body();
  }

  private Stream<String> said() {
    return Stream.of(processes.bot(), processes.worker())
        .flatMap(process -> get(process.health("metrics")).body().lines());
  }

  private HttpResponse<String> get(URI page) {
    try {
      return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(page + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> asked(String file) throws IOException {
    // Only in expressions: words of people have metrics' names nowhere.
    return Files.readAllLines(CHART.resolve(file)).stream()
        .filter(line -> line.strip().startsWith("expr: ") || line.strip().startsWith("\"expr\": "))
        .flatMap(line -> METRIC.matcher(line).results().map(found -> found.group()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
