package dev.dre.config;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML file that knows its place. What is wrong with it is collected, and an empty
 * form is returned so that reading goes on to the next problem.
 */
final class Yaml {

  private final Place place;
  private final @Nullable Node node;

  /** Where a value is, and where its problems go. */
  private record Place(String file, String key, int line, List<Problem> problems) {
    Place child(String name, int childLine) {
      String child = name.startsWith("[") || key.isEmpty() ? key + name : key + "." + name;
      return new Place(file, child, childLine, problems);
    }
  }

  private Yaml(Place place, @Nullable Node node) {
    this.place = place;
    this.node = node;
  }

  /**
   * The whole of {@code file}, shown to people as {@code name}. When it cannot be read this is its
   * only problem: nothing is said to be missing in it.
   */
  static Yaml read(Path file, String name, List<Problem> problems) {
    var place = new Place(name, "", 1, problems);
    try {
      var settings = LoadSettings.builder().setLabel(name).build();
      var root = new Compose(settings).composeString(Files.readString(file));
      if (root.isPresent()) {
        return new Yaml(place, root.get());
      }
      problems.add(new Problem(name, 1, "", "is empty."));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(1);
      problems.add(new Problem(name, line, "", "not YAML: " + e.getProblem() + "."));
    } catch (YamlEngineException e) {
      problems.add(new Problem(name, 1, "", "not YAML: " + e.getMessage() + "."));
    } catch (NoSuchFileException e) {
      problems.add(new Problem(name, 1, "", "there is no such file."));
    } catch (CharacterCodingException e) {
      problems.add(new Problem(name, 1, "", "is not written in UTF-8."));
    } catch (IOException e) {
      problems.add(new Problem(name, 1, "", "cannot be read: " + e));
    }
    return new Yaml(new Place(name, "", 1, new ArrayList<>()), null);
  }

  boolean present() {
    return node != null;
  }

  @FormatMethod
  void problem(String format, Object... args) {
    place
        .problems()
        .add(new Problem(place.file(), place.line(), place.key(), format.formatted(args)));
  }

  /** The field {@code name}; absent when it is not there. */
  Yaml get(String name) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (name.equals(scalar(tuple.getKeyNode()))) {
          return new Yaml(place.child(name, line(tuple.getKeyNode())), tuple.getValueNode());
        }
      }
    }
    return new Yaml(place.child(name, place.line()), null);
  }

  /** All fields in their order. */
  Map<String, Yaml> fields() {
    var all = new LinkedHashMap<String, Yaml>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String name = scalar(tuple.getKeyNode());
        var value = new Yaml(place.child(name, line(tuple.getKeyNode())), tuple.getValueNode());
        if (all.put(name, value) != null) {
          value.problem("is here twice.");
        }
      }
    } else if (node != null) {
      problem("should be a group of \"name: value\" lines.");
    }
    return all;
  }

  /** Every other field than these is a problem. */
  Yaml only(String... known) {
    var names = Arrays.asList(known);
    fields()
        .forEach(
            (name, field) -> {
              if (!names.contains(name)) {
                field.problem(
                    "is not known here.%s",
                    Suggestion.of(name, names)
                        .map(" Did you mean \"%s\"?"::formatted)
                        .orElse(" Known: " + String.join(", ", names) + "."));
              }
            });
    return this;
  }

  /** The entries of a list; of a single value, that value. */
  List<Yaml> list() {
    if (node instanceof SequenceNode sequence) {
      var all = new ArrayList<Yaml>();
      for (Node child : sequence.getValue()) {
        all.add(new Yaml(place.child("[" + all.size() + "]", line(child)), child));
      }
      return all;
    }
    return node == null ? List.of() : List.of(this);
  }

  /** The texts of a list; two of the same are a problem. */
  List<String> texts() {
    var seen = new HashSet<String>();
    for (Yaml entry : list()) {
      if (!seen.add(entry.text())) {
        entry.problem("\"%s\" is here twice.", entry.text());
      }
    }
    return list().stream().map(Yaml::text).toList();
  }

  /** The entries of a list that needs at least one; {@code what} says of what. */
  List<Yaml> some(String what) {
    var all = list();
    if (all.isEmpty()) {
      problem("%s: %s.", node == null ? "is missing" : "is empty", what);
    }
    return all;
  }

  /** Required: the problem of its absence is noted. */
  String text() {
    if (node == null) {
      problem("is missing.");
      return "";
    }
    if (!(node instanceof ScalarNode)) {
      problem("should be one value.");
      return "";
    }
    String text = scalar(node);
    if (text.isBlank() || node.getTag().equals(Tag.NULL)) {
      problem("is empty.");
      return "";
    }
    return text;
  }

  /** A text of this form. */
  String text(Form form) {
    String text = text();
    if (!text.isEmpty() && !form.fits(text)) {
      problem("\"%s\" should be %s.", text, form.words());
    }
    return text;
  }

  /** Fields whose names the operator chooses, in this form. */
  Map<String, Yaml> fields(Form names) {
    var all = fields();
    all.forEach(
        (name, field) -> {
          if (!names.fits(name)) {
            field.problem("\"%s\" should be %s.", name, names.words());
          }
        });
    return all;
  }

  Optional<String> optionalText() {
    return node == null ? Optional.empty() : Optional.of(text());
  }

  String textOr(String otherwise) {
    return node == null ? otherwise : text();
  }

  /** One of {@code allowed}; the first when it is something else, which is noted. */
  String oneOf(String what, List<String> allowed) {
    String text = text();
    if (!text.isEmpty() && !allowed.contains(text)) {
      problem("%s", Suggestion.unknown(what, text, allowed));
      return allowed.isEmpty() ? "" : allowed.getFirst();
    }
    return text;
  }

  /** A whole number from {@code least} to {@code most}; {@code otherwise} when it is not there. */
  int number(int otherwise, int least, int most) {
    if (node == null) {
      return otherwise;
    }
    String text = text();
    try {
      int number = Integer.parseInt(text);
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    if (!text.isEmpty()) {
      problem("\"%s\" should be a whole number from %d to %d.", text, least, most);
    }
    return otherwise;
  }

  boolean flag() {
    if (node == null) {
      return false;
    }
    String text = text();
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      problem("\"%s\" should be true or false.", text);
    }
    return text.equals("true");
  }

  /** Longer than nothing; {@code otherwise} when it is not there. */
  Duration duration(Duration otherwise) {
    if (node == null) {
      return otherwise;
    }
    String text = text();
    var duration = Durations.parse(text);
    if (duration.isEmpty() && !text.isEmpty()) {
      problem("\"%s\" should be %s.", text, Durations.FORM);
    } else if (duration.filter(Duration::isZero).isPresent()) {
      problem("\"%s\" should be longer than nothing.", text);
    }
    return duration.filter(Duration::isPositive).orElse(otherwise);
  }

  /** Maps, lists, texts, numbers, true and false, as JSON has them; null is not allowed. */
  Object document(Templates templates) {
    return switch (node) {
      case MappingNode ignored -> {
        var map = new LinkedHashMap<String, Object>();
        fields().forEach((name, field) -> map.put(name, field.document(templates)));
        yield map;
      }
      case SequenceNode ignored -> list().stream().map(entry -> entry.document(templates)).toList();
      case ScalarNode scalar
          when scalar.getTag().equals(Tag.INT) && text().matches("-?\\d{1,18}") ->
          Long.parseLong(text());
      case ScalarNode scalar when scalar.getTag().equals(Tag.FLOAT) -> new BigDecimal(text());
      case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> Boolean.parseBoolean(text());
      case null, default -> templates.checked(this);
    };
  }

  /** Where it stands, for what is found out later. */
  At at() {
    return new At(place.file(), place.line(), place.key());
  }

  /** As a step reports it: a text that may be empty, or a list of texts in JSON. */
  String reported() {
    if (node instanceof SequenceNode) {
      return list().stream()
          .map(Yaml::text)
          .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
          .collect(Collectors.joining(",", "[", "]"));
    }
    if (node instanceof ScalarNode && !node.getTag().equals(Tag.NULL)) {
      return scalar(node);
    }
    return text();
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static int line(Node node) {
    return node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
  }
}
