package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.worker.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What differs between two forms of an object, as people read it: {@code spec.replicas: 2 → 3}. */
final class Differences {

  private static final int MOST = 12;
  private static final int LONGEST = 100;

  /** A field, or a variable of a container, that is called like a secret. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(password|passwd|pwd|secret|token|api[_-]?key)[^.\\]]{0,40}\\]?(\\.value)?$",
          Pattern.CASE_INSENSITIVE);

  private final List<String> lines = new ArrayList<>();

  private Differences() {}

  /** One line a field; empty when nothing differs. At most a dozen, and how many more there are. */
  static List<String> between(JsonNode before, JsonNode after) {
    var differences = new Differences();
    differences.compare("", before, after);
    var lines = differences.lines;
    if (lines.size() <= MOST) {
      return lines;
    }
    var shown = new ArrayList<>(lines.subList(0, MOST - 1));
    shown.add("and %d more fields".formatted(lines.size() - MOST + 1));
    return shown;
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (fields(before, after)) {
      var names = new TreeSet<String>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name ->
              compare(
                  path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name)));
    } else if (named(before, after)) {
      var names = new TreeSet<String>();
      before.forEach(entry -> names.add(entry.path("name").asText()));
      after.forEach(entry -> names.add(entry.path("name").asText()));
      names.forEach(
          name -> compare("%s[%s]".formatted(path, name), entry(before, name), entry(after, name)));
    } else {
      lines.add("%s: %s → %s".formatted(path, shown(path, before), shown(path, after)));
    }
  }

  /**
   * Whether they are compared field by field. What is not there has none, so that secrets in what
   * is new are told from the rest.
   */
  private static boolean fields(JsonNode before, JsonNode after) {
    return isThere(before, JsonNode::isObject, after) || isThere(after, JsonNode::isObject, before);
  }

  private static boolean named(JsonNode before, JsonNode after) {
    return isThere(before, Differences::named, after) || isThere(after, Differences::named, before);
  }

  /** {@code one} is of that form and says something, and {@code other} is so or not there. */
  private static boolean isThere(JsonNode one, Predicate<JsonNode> form, JsonNode other) {
    return form.test(one) && (form.test(other) || (other.isMissingNode() && !one.isEmpty()));
  }

  /** A list whose entries have names, as containers do; which of them comes first is no matter. */
  private static boolean named(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      return false;
    }
    var names = new TreeSet<String>();
    for (JsonNode entry : list) {
      if (!entry.hasNonNull("name") || !names.add(entry.path("name").asText())) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode entry(JsonNode list, String name) {
    for (JsonNode entry : list) {
      if (Objects.equals(entry.path("name").asText(), name)) {
        return entry;
      }
    }
    return list.path("no such field");
  }

  private static String shown(String path, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    String safe = SECRET.matcher(path).find() ? "•••" : Redaction.redact(text);
    String line = safe.replaceAll("\\s*\\R\\s*", " ⏎ ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
