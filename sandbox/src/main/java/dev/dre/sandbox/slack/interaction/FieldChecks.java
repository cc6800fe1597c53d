package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.blocks.Moments;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Slack itself refuses at a field that was filled in. The words are ours. */
final class FieldChecks {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern URL = Pattern.compile("https?://\\S+");

  private FieldChecks() {}

  /**
   * @param value in the shape in which Slack tells the app
   */
  static Optional<String> problem(JsonNode element, JsonNode value) {
    String text = value.path("value").asText();
    return switch (element.path("type").asText()) {
      case "plain_text_input" -> length(element, text);
      case "number_input" -> number(element, text);
      case "email_text_input" -> matches(EMAIL, text, "Please enter a valid email address.");
      case "url_text_input" -> matches(URL, text, "Please enter a valid URL.");
      case "datepicker" -> date(value.path("selected_date").asText());
      default -> Optional.empty();
    };
  }

  private static Optional<String> length(JsonNode element, String text) {
    if (text.length() < element.path("min_length").asInt(0)) {
      return Optional.of("Please use at least " + element.path("min_length") + " characters.");
    }
    if (text.length() > element.path("max_length").asInt(3000)) {
      return Optional.of(
          "Please use at most " + element.path("max_length").asInt(3000) + " characters.");
    }
    return Optional.empty();
  }

  private static Optional<String> number(JsonNode element, String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.of("Please enter a valid number.");
    }
    if (text.contains(".") && !element.path("is_decimal_allowed").asBoolean()) {
      return Optional.of("Please enter a whole number.");
    }
    var number = new BigDecimal(text);
    String min = element.path("min_value").asText();
    if (!min.isEmpty() && number.compareTo(new BigDecimal(min)) < 0) {
      return Optional.of("Please enter a number of at least " + min + ".");
    }
    String max = element.path("max_value").asText();
    if (!max.isEmpty() && number.compareTo(new BigDecimal(max)) > 0) {
      return Optional.of("Please enter a number of at most " + max + ".");
    }
    return Optional.empty();
  }

  private static Optional<String> matches(Pattern pattern, String text, String otherwise) {
    return pattern.matcher(text).matches() ? Optional.empty() : Optional.of(otherwise);
  }

  private static Optional<String> date(String text) {
    return Moments.isDate(text) ? Optional.empty() : Optional.of("Please choose a date.");
  }
}
