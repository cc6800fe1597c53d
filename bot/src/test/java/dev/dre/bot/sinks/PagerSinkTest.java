package dev.dre.bot.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dre.bot.FakeOperations;
import dev.dre.bot.Someone;
import dev.dre.bot.Story;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.temporal.Delivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagerSinkTest {

  private record Received(String key, String signature, JsonNode body) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private final FakeOperations operations = new FakeOperations();
  private HttpServer receiver;
  private PagerSink sink;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          received.add(
              new Received(
                  String.valueOf(headers.getFirst("Idempotency-Key")),
                  String.valueOf(headers.getFirst("X-Dre-Signature")),
                  new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes())));
          exchange.sendResponseHeaders(answers.isEmpty() ? 202 : answers.removeFirst(), -1);
          exchange.close();
        });
    receiver.start();
    sink = sink(Optional.empty());
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private PagerSink sink(Optional<String> key) {
    var pager =
        new Pager(
            URI.create("http://127.0.0.1:%d/hook".formatted(receiver.getAddress().getPort())),
            key.map(k -> k.getBytes(StandardCharsets.UTF_8)));
    return new PagerSink(pager, operations);
  }

  private Delivery delivery(Story story, SortedMap<String, String> windows) {
    operations.with(story.operation());
    Delivery all = story.delivery();
    return new Delivery(
        PagerSink.NAME,
        all.operation(),
        all.datastore(),
        all.channel(),
        new ArrayList<Event>(all.events()),
        windows,
        false);
  }

  @Test
  void whatStandsBlockedIsSentOnceWithWhatAPersonNeeds() {
    Story story = Story.copying().fails("exit code 1", "").cannotBeVerified();

    var report = sink.deliver(delivery(story, new TreeMap<>()), false);

    assertThat(received).hasSize(1);
    JsonNode body = received.getFirst().body();
    assertThat(body.get("key").asText()).isEqualTo(story.operation().id() + "/blocked");
    assertThat(body.get("status").asText()).isEqualTo("trouble");
    assertThat(body.get("team").asText()).isEqualTo("payments");
    assertThat(body.get("environment").asText()).isEqualTo("prod");
    assertThat(body.get("step").asText()).isEqualTo("copy");
    assertThat(body.get("summary").asText()).contains("is blocked at copy");
    assertThat(received.getFirst().key()).startsWith(story.operation().id().value());
    assertThat(received.getFirst().signature()).isEqualTo("null");
    assertThat(report.windows()).containsValue("warning");

    Delivery all = delivery(story, report.windows());
    sink.deliver(
        new Delivery(
            PagerSink.NAME,
            all.operation(),
            all.datastore(),
            all.channel(),
            List.of(all.events().getLast()),
            all.windows(),
            false),
        false);
    assertThat(received).as("it is open").hasSize(1);
  }

  @Test
  void whatIsAboutNoStepNamesWhatRunsMeanwhile() {
    Story story = Story.copying();
    story.hears(
        new Notice(NoticeKind.UNSERVED, "unserved/cluster-b", "No worker serves it.", story.now()));

    sink.deliver(delivery(story, new TreeMap<>()), false);

    JsonNode body = received.getFirst().body();
    assertThat(body.get("summary").asText()).endsWith("No worker serves it.");
    assertThat(body.get("step").asText()).isEqualTo("copy");
  }

  @Test
  void whatIsAboutNoStepNamesNoneWhereNoneRuns() {
    Story story = Story.copying().fails("x", "").cannotBeVerified();
    story.hears(
        new Notice(NoticeKind.UNSERVED, "unserved/cluster-b", "No worker serves it.", story.now()));

    sink.deliver(delivery(story, new TreeMap<>()), false);

    assertThat(received)
        .extracting(Received::body)
        .filteredOn(body -> body.get("key").asText().endsWith("unserved/cluster-b"))
        .singleElement()
        .satisfies(body -> assertThat(body.has("step")).isFalse());
  }

  @Test
  void whatIsSentIsSigned() {
    sink(Optional.of("key"))
        .deliver(
            delivery(Story.copying().fails("x", "").cannotBeVerified(), new TreeMap<>()), false);

    assertThat(received.getFirst().signature()).matches("sha256=[0-9a-f]{64}");
  }

  @Test
  void eachTroubleThatAnAbortEndsIsARequestOfItsOwn() {
    Story story = Story.copying();
    String id = story.operation().id().value();
    var open = new TreeMap<String, String>();
    open.put("pager/" + id + "/blocked", "warning");
    open.put("pager/" + id + "/guard/replication", "critical");

    sink.deliver(delivery(story.abortedBy(Someone.BOB, "enough"), open), false);

    assertThat(received).extracting(Received::key).hasSize(2).doesNotHaveDuplicates();
    assertThat(received).extracting(r -> r.body().get("status").asText()).containsOnly("resolved");
  }

  @Test
  void aReceiverThatFailsIsTriedAgain() {
    answers.add(500);
    Story story = Story.copying().fails("x", "").cannotBeVerified();

    assertThatThrownBy(() -> sink.deliver(delivery(story, new TreeMap<>()), false))
        .hasMessage("the pager answered 500");
    sink.deliver(delivery(story, new TreeMap<>()), true);

    assertThat(received)
        .extracting(Received::key)
        .hasSize(2)
        .containsOnly(received.getFirst().key());
  }

  @Test
  void aReceiverThatWillNeverUnderstandHoldsUpNobody() {
    answers.add(400);
    Story story = Story.copying().fails("x", "").cannotBeVerified();

    var report = sink.deliver(delivery(story, new TreeMap<>()), false);

    assertThat(report.throughSequence()).isEqualTo(story.events().getLast().sequence());
  }

  @Test
  void aRedirectIsNotFollowed() {
    answers.add(302);
    Story story = Story.copying().fails("x", "").cannotBeVerified();

    assertThatThrownBy(() -> sink.deliver(delivery(story, new TreeMap<>()), false))
        .hasMessage("the pager answered 302");
  }
}
