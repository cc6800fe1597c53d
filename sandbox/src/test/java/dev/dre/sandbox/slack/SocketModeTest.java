package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class SocketModeTest extends StandInTest {
  private static final BiConsumer<RawSocket, JsonNode> ACK = RawSocket::ack;

  @Test
  void aTicketIsGoodForOneConnection() throws Exception {
    URI link = RawSocket.link(standIn.url());
    RawSocket.openAt(link, ACK);

    assertThatThrownBy(() -> RawSocket.openAt(link, ACK)).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(
            () ->
                RawSocket.openAt(
                    URI.create(link.toString().replaceAll("ticket=.*", "ticket=x")), ACK))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void helloSaysHowManyAreConnectedAndTheEleventhIsSentAway() throws Exception {
    var sockets = new ArrayList<RawSocket>();
    for (int i = 0; i < 11; i++) {
      RawSocket socket = RawSocket.open(standIn.url(), ACK);
      sockets.add(socket);
      await().until(() -> !socket.received.isEmpty());
    }

    for (int i = 0; i < 10; i++) {
      JsonNode hello = sockets.get(i).received.getFirst();
      assertThat(hello.path("type").asText()).isEqualTo("hello");
      assertThat(hello.path("num_connections").asInt()).isEqualTo(i + 1);
    }
    assertThat(sockets.getLast().received.getFirst().path("reason").asText())
        .isEqualTo("too_many_websockets");
  }

  @Test
  void anEnvelopeGoesToOneSocketAndEachSocketGetsSome() throws Exception {
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sockets.add(RawSocket.open(standIn.url(), ACK));
    }
    await().until(() -> sockets.stream().allMatch(socket -> !socket.received.isEmpty()));

    for (int i = 0; i < 60; i++) {
      assertThat(alice.says("#db-ops", "/dre " + i).ok()).isTrue();
    }

    assertThat(sockets).allMatch(socket -> !socket.ofType("slash_commands").isEmpty());
    assertThat(sockets.stream().mapToInt(socket -> socket.ofType("slash_commands").size()).sum())
        .isEqualTo(60);
  }

  @Test
  void anAckCountsOnWhicheverSocketItComes() throws Exception {
    var all = new CopyOnWriteArrayList<RawSocket>();
    BiConsumer<RawSocket, JsonNode> onAnother =
        (socket, envelope) ->
            all.stream().filter(other -> other != socket).findFirst().orElseThrow().ack(envelope);
    all.add(RawSocket.open(standIn.url(), onAnother));
    all.add(RawSocket.open(standIn.url(), onAnother));
    await().until(() -> all.stream().allMatch(socket -> !socket.received.isEmpty()));

    assertThat(alice.says("#db-ops", "/dre list").ok()).isTrue();
  }

  @Test
  void anAckThatComesTooLateDoesNotCount() throws Exception {
    restartImpatiently();
    var late = new CopyOnWriteArrayList<JsonNode>();
    RawSocket socket = RawSocket.open(standIn.url(), (s, envelope) -> late.add(envelope));
    await().until(() -> !socket.received.isEmpty());

    assertThat(alice.says("#db-ops", "/dre list").error()).contains("operation_timeout");
    socket.ack(late.getFirst());

    assertThat(alice.says("#db-ops", "/dre list").error()).contains("operation_timeout");
  }

  @Test
  void pingsAreEchoed() throws Exception {
    RawSocket socket = RawSocket.open(standIn.url(), ACK);

    socket.ping("are you there");

    await().untilAsserted(() -> assertThat(socket.pongs).containsExactly("are you there"));
  }

  @Test
  void aWarningIsOnlyAWordAndADropIsNone() throws Exception {
    RawSocket socket = RawSocket.open(standIn.url(), ACK);
    await().until(() -> !socket.received.isEmpty());

    standIn.faults().disconnects("warning");
    await().until(() -> !socket.ofType("disconnect").isEmpty());
    assertThat(socket.ofType("disconnect").getFirst().path("reason").asText()).isEqualTo("warning");
    assertThat(socket.ends).isEmpty();

    standIn.faults().dropsConnections();
    await().untilAsserted(() -> assertThat(socket.ends).containsExactly("closed 1006"));
    await().until(() -> alice.says("#db-ops", "/dre list").error().contains("dispatch_failed"));
  }

  @Test
  void theOfficialClientComesBackAfterARefresh() throws Exception {
    bolt(app -> app.command("/dre", (request, context) -> context.ack()));
    int before = standIn.faults().calls("apps.connections.open").size();

    standIn.faults().disconnects("refresh_requested");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> standIn.faults().calls("apps.connections.open").size() > before);
    await().atMost(Duration.ofSeconds(20)).until(() -> alice.says("#db-ops", "/dre list").ok());
  }

  @Test
  void theOfficialClientComesBackAfterACutEvenWhenTheFirstTryIsRefused() throws Exception {
    bolt(app -> app.command("/dre", (request, context) -> context.ack()));
    standIn.faults().refuses("apps.connections.open", "internal_error", 1);

    standIn.faults().dropsConnections();

    await().atMost(Duration.ofSeconds(30)).until(() -> alice.says("#db-ops", "/dre list").ok());
    assertThat(standIn.faults().calls("apps.connections.open"))
        .anyMatch(call -> call.path("error").asText().equals("internal_error"));
  }
}
