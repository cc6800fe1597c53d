package dev.dre.sandbox.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** What an element starts with, and between which values it may be. */
final class InitialRules {
  private final Problems problems;

  InitialRules(Problems problems) {
    this.problems = problems;
  }

  void check(JsonNode element, String type, String pointer) {
    switch (type) {
      case "number_input" -> number(element, pointer);
      case "datepicker" -> date(element, pointer);
      case "timepicker" -> time(element, pointer);
      default -> options(element, pointer);
    }
  }

  private void number(JsonNode field, String pointer) {
    Optional<BigDecimal> min = numberAt(field, "min_value", pointer);
    Optional<BigDecimal> max = numberAt(field, "max_value", pointer);
    Optional<BigDecimal> initial = numberAt(field, "initial_value", pointer);
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      problems.add("must not be greater than max_value", pointer + "/min_value");
    } else if (initial.isPresent()
        && (min.filter(least -> initial.get().compareTo(least) < 0).isPresent()
            || max.filter(most -> initial.get().compareTo(most) > 0).isPresent())) {
      problems.add("must be between min_value and max_value", pointer + "/initial_value");
    }
  }

  private Optional<BigDecimal> numberAt(JsonNode field, String name, String pointer) {
    JsonNode value = field.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    problems.length(field, name, 255, pointer);
    try {
      return Optional.of(new BigDecimal(value.asText()));
    } catch (NumberFormatException e) {
      problems.add("must be a number", pointer + "/" + name);
      return Optional.empty();
    }
  }

  private void date(JsonNode picker, String pointer) {
    JsonNode initial = picker.path("initial_date");
    if (!initial.isMissingNode() && !Moments.isDate(initial.asText())) {
      problems.add("must be a date in the format YYYY-MM-DD", pointer + "/initial_date");
    }
  }

  private void time(JsonNode picker, String pointer) {
    JsonNode initial = picker.path("initial_time");
    if (!initial.isMissingNode() && !Moments.isTime(initial.asText())) {
      problems.add("must be a time in the format HH:mm", pointer + "/initial_time");
    }
  }

  /** They must be the very options that can be chosen. */
  private void options(JsonNode element, String pointer) {
    if (!element.has("options") && !element.has("option_groups")) {
      return;
    }
    JsonNode one = element.path("initial_option");
    if (!one.isMissingNode() && !offers(element, one)) {
      problems.add("must match one of the options", pointer + "/initial_option");
    }
    int index = 0;
    for (JsonNode several : element.path("initial_options")) {
      if (!offers(element, several)) {
        problems.add("must match one of the options", pointer + "/initial_options/" + index);
      }
      index++;
    }
  }

  private static boolean offers(JsonNode element, JsonNode option) {
    for (JsonNode offered : element.path("options")) {
      if (offered.equals(option)) {
        return true;
      }
    }
    for (JsonNode group : element.path("option_groups")) {
      if (offers(group, option)) {
        return true;
      }
    }
    return false;
  }
}
