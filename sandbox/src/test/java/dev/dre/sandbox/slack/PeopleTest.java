package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PeopleTest extends StandInTest {

  /** What is answered to whoever reaches it as {@code host}: HttpClient would not say so. */
  private String statusUnderTheName(String host) throws Exception {
    try (var socket = new Socket(standIn.url().getHost(), standIn.url().getPort())) {
      String request = "GET /people HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }
  }

  private JsonNode get(String path) throws Exception {
    URI url = standIn.url().resolve(path);
    return RawClient.json(
        RawClient.HTTP.send(
            HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString()));
  }

  @Test
  void thePeopleOfTheWorkspaceAreListed() throws Exception {
    JsonNode people = get("/people").path("people");

    assertThat(people).hasSize(4);
    assertThat(people.findValuesAsText("name")).containsExactly("alice", "bob", "carol", "dave");
    assertThat(people.get(3).path("is_restricted").asBoolean()).isTrue();
  }

  @Test
  void guestsSeeOnlyTheChannelsTheyAreIn() throws Exception {
    assertThat(get("/people/alice/channels").path("channels").findValuesAsText("name"))
        .containsExactly("db-ops", "general");
    assertThat(get("/people/U0DAVE001/channels").path("channels").findValuesAsText("name"))
        .containsExactly("db-ops");
    assertThatThrownBy(() -> standIn.person("dave").messages("#general"))
        .hasMessageContaining("dave sees no channel #general");
  }

  @Test
  void whoIsNotThereIsNamed() {
    assertThatThrownBy(() -> standIn.person("zoe").messages("#db-ops"))
        .hasMessageContaining("no such person: zoe");
    assertThatThrownBy(() -> alice.messages("#nowhere"))
        .hasMessageContaining("alice sees no channel #nowhere");
  }

  @Test
  void onlyWhatIsNewCanBeAskedFor() throws Exception {
    alice.says("#db-ops", "old");
    String ts = only(alice).ts();
    alice.says("#db-ops", "new");

    JsonNode messages = get("/people/alice/channels/db-ops/messages?oldest=" + ts).path("messages");

    assertThat(messages.findValuesAsText("text")).containsExactly("new");
  }

  @Test
  void aPageOfAnotherSiteCannotActAsPeople() throws Exception {
    var response =
        RawClient.post(
            standIn.url().resolve("/people/alice/channels/db-ops/messages"),
            "application/json",
            "{\"text\":\"hello\"}",
            "Origin",
            "https://elsewhere.example");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(statusUnderTheName("evil.example:80")).isEqualTo("403");
    assertThat(statusUnderTheName("localhost:" + standIn.url().getPort())).isEqualTo("200");
    assertThat(alice.messages("#db-ops")).isEmpty();
  }
}
