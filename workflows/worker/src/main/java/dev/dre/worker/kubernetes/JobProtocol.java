package dev.dre.worker.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.worker.Redaction;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a command talks: lines {@code DRE {"progress":0.42,"message":"12 of 30 tables"}} and {@code
 * DRE {"outputs":{…}}} on its standard output, and its outputs once more in the file {@code
 * $DRE_RESULT}, where they survive the log. Any other line is log.
 */
final class JobProtocol {

  private static final String MARK = "DRE ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private JobProtocol() {}

  /**
   * The last progress in {@code log}; empty when there is none. A line that is cut or malformed is
   * log; a number that is no part of a whole says nothing.
   */
  static Optional<JobProgress> progress(String log) {
    return lastWith(log, "progress")
        .map(
            node ->
                new JobProgress(fraction(node.path("progress")), node.path("message").asText("")));
  }

  private static double fraction(JsonNode progress) {
    double said = progress.asDouble(-1);
    return said >= 0 && said <= 1 ? said : -1;
  }

  /** The outputs: from the result file, else from the log; none when the command reported none. */
  static SortedMap<String, String> outputs(String result, String log) {
    var fromFile = parse(result);
    if (fromFile.isPresent()) {
      return strings(fromFile.get());
    }
    return lastWith(log, "outputs")
        .map(node -> strings(node.path("outputs")))
        .orElseGet(TreeMap::new);
  }

  /** {@code log} without the lines that dre understood: those that are broken are shown. */
  static String withoutProtocol(String log) {
    return log.lines()
        .filter(line -> said(line).isEmpty())
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  private static Optional<JsonNode> lastWith(String log, String field) {
    return log.lines()
        .flatMap(line -> said(line).stream())
        .filter(node -> node.has(field))
        .reduce((earlier, later) -> later);
  }

  private static Optional<JsonNode> said(String line) {
    return line.startsWith(MARK) ? parse(line.substring(MARK.length())) : Optional.empty();
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isObject() ? Optional.of(node) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static SortedMap<String, String> strings(JsonNode object) {
    var all = new TreeMap<String, String>();
    object.properties().forEach(entry -> all.put(entry.getKey(), text(entry.getValue())));
    return all;
  }

  /** A list stays what it is: {@code ["orders","users"]}. Outputs are told, kept and searched. */
  private static String text(JsonNode value) {
    return Redaction.redact(value.isValueNode() ? value.asText() : value.toString());
  }
}
