package dev.dre.image;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.spi.MDCAdapter;

/** The image's own logback.xml. */
class LogFormatTest {

  private static final Map<String, String> OF_AN_OPERATION =
      Map.of("operation", "migrate-db-42-k7f3", "step", "copy", "cluster", "cluster-b");

  @Test
  void inJsonALineIsAnEvent() throws IOException {
    var lines = logged("json", OF_AN_OPERATION, log -> log.warn("following {}", "dre-job"));

    JsonNode line = new ObjectMapper().readTree(only(lines));
    assertThat(line.path("message").asText()).isEqualTo("following dre-job");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo("dev.dre.Some");
    assertThat(line.path("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(Instant.from(OffsetDateTime.parse(line.path("timestamp").asText())))
        .isBefore(Instant.now().plusSeconds(1));
    OF_AN_OPERATION.forEach((name, value) -> assertThat(line.path(name).asText()).isEqualTo(value));
    assertThat(line.has("exception")).isFalse();
  }

  @Test
  void aStackTraceIsPartOfItsLine() throws IOException {
    var why =
        new IllegalStateException(
            "not created\nsecond line", new IOException("the cluster is away"));
    var lines = logged("json", Map.of(), log -> log.error("failed", why));

    JsonNode line = new ObjectMapper().readTree(only(lines));
    assertThat(line.path("exception").asText())
        .contains("the cluster is away", "not created\nsecond line", "\tat dev.dre.image");
    assertThat(line.has("operation")).isFalse();
  }

  @Test
  void aLongStackTraceDoesNotMakeALineThatIsCut() {
    RuntimeException why = new IllegalStateException("the root");
    for (int i = 0; i < 100; i++) {
      why = new IllegalStateException("because of that " + "x".repeat(200), why);
    }
    var whole = why;

    assertThat(only(logged("json", Map.of(), log -> log.error("failed", whole))))
        .hasSizeLessThan(16 << 10)
        .contains("the root");
  }

  /** Only dre's words, Temporal's ids, and nothing of the process. */
  @Test
  void nothingElseIsInALine() throws IOException {
    var lines = logged("json", OF_AN_OPERATION, log -> log.warn("{} {}", "one", "two"));

    assertThat(new ObjectMapper().readTree(only(lines)).properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "timestamp", "message", "logger", "thread", "level", "operation", "step", "cluster");
  }

  @Test
  void inTextTheOperationIsShownWhereThereIsOne() {
    assertThat(only(logged("text", OF_AN_OPERATION, log -> log.warn("following"))))
        .endsWith("WARN  Some migrate-db-42-k7f3 following");
    assertThat(only(logged("text", Map.of(), log -> log.warn("following"))))
        .endsWith("WARN  Some following");
  }

  @Test
  void aFormatThatIsNotKnownIsSaidInWords() {
    assertThat(LogFormat.problem(Map.of("DRE_LOG_FORMAT", "xml")))
        .hasValue("DRE_LOG_FORMAT is \"xml\". Known: json, text.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void thoseThatAreKnownAreTaken(String format) {
    assertThat(LogFormat.problem(Map.of("DRE_LOG_FORMAT", format))).isEmpty();
    assertThat(LogFormat.problem(Map.of())).isEmpty();
  }

  private static String only(List<String> lines) {
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  /** What the image would write to its standard error. */
  private static List<String> logged(
      String format, Map<String, String> fields, Consumer<Logger> what) {
    var written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    var context = new LoggerContext();
    try {
      MDCAdapter adapter = new LogbackMDCAdapter();
      context.setMDCAdapter(adapter);
      context.putProperty("DRE_LOG_FORMAT", format);
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(
          Objects.requireNonNull(LogFormatTest.class.getResource("/logback.xml")));
      context.start();
      fields.forEach(adapter::put);
      what.accept(context.getLogger("dev.dre.Some"));
    } catch (JoranException e) {
      throw new AssertionError(e);
    } finally {
      context.stop();
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
