package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.slack.SlackMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One operation as the thread and the record tell it. */
record Story(EndToEnd everything, OperationId id) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern DONE = Pattern.compile("\\*([a-z_-]+)\\* done in");

  List<SlackMessage> cards() {
    return everything.sandbox().slack().person("carol").messages("#db-ops").stream()
        .filter(m -> m.fromBot() && !m.ephemeral() && m.shown().contains(id.value()))
        .toList();
  }

  /** Slack can ask to wait before it takes the card. */
  SlackMessage card() {
    return await()
        .atMost(PATIENCE)
        .until(() -> everything.chat().card(id), Optional::isPresent)
        .orElseThrow();
  }

  List<SlackMessage> thread() {
    return everything.sandbox().slack().person("carol").thread(card());
  }

  /** What the thread says, in its order. */
  List<String> lines() {
    return thread().stream()
        .skip(1)
        .flatMap(m -> m.shown().lines())
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** The steps that the thread calls done, in its order. */
  List<String> done() {
    return lines().stream().map(Story::doneStep).flatMap(Optional::stream).toList();
  }

  SlackMessage awaitMessage(String action) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> thread().stream().filter(m -> m.actions().contains(action)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The numbers of its events, as the audit file has them. */
  List<Long> recorded() {
    return rows().stream()
        .filter(line -> line.has("event"))
        .map(line -> line.path("event").path("sequence").asLong())
        .toList();
  }

  /** Why commands did not count, as the audit file has it. */
  List<String> refusals() {
    return rows().stream()
        .filter(line -> line.has("refused"))
        .map(line -> line.path("refused").asText())
        .toList();
  }

  private List<JsonNode> rows() {
    try (Stream<String> lines = Files.lines(everything.sandbox().auditFile())) {
      return lines
          .map(Story::parsed)
          .filter(line -> line.path("operation").asText().equals(id.value()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Once all is delivered: each event once and in order, in one thread under one card. */
  void isToldOnceAndInOrder() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              long last = everything.operations().find(id).orElseThrow().outbox().last();
              assertThat(recorded())
                  .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
            });
    assertThat(cards()).hasSize(1);
    assertThat(done()).doesNotHaveDuplicates();
    assertThat(sequences())
        .as("what each message tells")
        .isNotEmpty()
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** The number of the event that each message of the thread tells last. */
  private List<Long> sequences() {
    return thread().stream()
        .map(m -> m.json().path("metadata").path("event_payload").path("sequence"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asLong)
        .toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static Optional<String> doneStep(String line) {
    var matcher = DONE.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
