package dev.dre.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.wire.Json;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the page of one person is told. */
final class EventStream implements AutoCloseable {
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private EventStream(HttpResponse<Stream<String>> response) {
    reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var lines = response.body()) {
                    lines
                        .filter(line -> line.startsWith("data: "))
                        .forEach(line -> events.add(Json.parse(line.substring(6)).orElseThrow()));
                  } catch (UncheckedIOException e) {
                    // The stand-in was closed: so is this.
                  }
                });
  }

  static EventStream of(URI standIn, String person) throws Exception {
    URI url = standIn.resolve("/people/" + person + "/events");
    return new EventStream(
        RawClient.HTTP.send(
            HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofLines()));
  }

  List<String> types() {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }

  JsonNode last() {
    return events.getLast();
  }

  @Override
  public void close() {
    reader.interrupt();
  }
}
