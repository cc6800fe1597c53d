package dev.dre.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.sandbox.slack.SlackStandInOptions;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchboardApiTest {

  @TempDir private Path folder;
  private final Switchboard switchboard = new Switchboard();
  private final AtomicInteger began = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private SlackStandIn standIn;

  @BeforeEach
  void start() {
    switchboard.add(Fault.PAGER_FAILS, Switch.of(began::incrementAndGet, () -> {}));
    switchboard.add(
        Fault.GUARD_BREACHES,
        Switch.of(
            () -> {
              throw new CannotSwitch("nothing is replicated now");
            },
            () -> {}));
    standIn =
        SlackStandIn.start(
            new SlackStandInOptions(0, folder, Workspace.sandbox()),
            new SwitchboardApi(switchboard)::addTo);
  }

  @AfterEach
  void stop() {
    standIn.close();
    switchboard.close();
  }

  @Test
  void tellsOfEachWhatToExpectAndWhetherItIsOn() throws Exception {
    JsonNode answer = post(200, "{\"fault\":\"pager-fails\",\"on\":true}");

    assertThat(answer).isEqualTo(json(send(request().GET())));
    JsonNode pager = answer.path("faults").get(1);
    assertThat(pager.path("id").asText()).isEqualTo("pager-fails");
    assertThat(pager.path("on").asBoolean()).isTrue();
    assertThat(pager.path("state").asText()).isEqualTo("on");
    assertThat(pager.path("expect").asText()).isEqualTo(Fault.PAGER_FAILS.expect());
  }

  @Test
  void switchesAllOff() throws Exception {
    post(200, "{\"fault\":\"pager-fails\",\"on\":true}");

    JsonNode answer = post(200, "{\"fault\":\"all\",\"on\":false}");

    assertThat(answer.path("faults").findValuesAsText("state")).containsOnly("off");
  }

  @Test
  void whatCannotBeIsRefusedWithItsReason() throws Exception {
    assertThat(post(409, "{\"fault\":\"guard-breaches\",\"on\":true}").path("error").asText())
        .isEqualTo("nothing is replicated now");
    assertThat(post(404, "{\"fault\":\"pager\",\"on\":true}").path("error").asText())
        .contains("guard-breaches, pager-fails, all");
    post(404, "{\"fault\":\"slack-slow\",\"on\":true}");
    post(400, "{\"fault\":\"all\",\"on\":true}");
    post(400, "{\"fault\":\"pager-fails\",\"on\":\"yes\"}");
    post(400, "{\"fault\":\"pager-fails\"}");
    assertThat(began).hasValue(0);
  }

  @Test
  void otherSitesSwitchNothing() throws Exception {
    var foreign = BodyPublishers.ofString("{\"fault\":\"pager-fails\",\"on\":true}");

    assertThat(send(request().header("Origin", "http://evil.example").POST(foreign)).statusCode())
        .isEqualTo(403);
    assertThat(send(request().header("Origin", "http://evil.example").GET()).statusCode())
        .isEqualTo(403);

    assertThat(began).hasValue(0);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(standIn.url().resolve("/sandbox/faults"));
  }

  private JsonNode post(int status, String body) throws Exception {
    var response = send(request().POST(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return json(response);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body()).orElseThrow();
  }
}
