package dev.dre.config;

import dev.dre.config.RunbookTests.Expected;
import dev.dre.config.RunbookTests.Gate;
import dev.dre.config.RunbookTests.Person;
import dev.dre.config.RunbookTests.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a test expects. */
final class ExpectedReader {

  static final String[] EXPECT = {
    "refused",
    "state",
    "because",
    "steps",
    "never",
    "gates",
    "undone",
    "left",
    "says",
    "never_says",
    "outputs"
  };
  static final String[] GATE = {"step", "policy", "needs", "from", "could", "could_not", "ends"};
  static final String[] SAYS = {"exact"};

  private static final List<String> ENDS =
      List.of("approved", "rejected", "expired", "aborted", "open");

  private final SortedMap<String, Person> people;

  ExpectedReader(SortedMap<String, Person> people) {
    this.people = people;
  }

  Expected read(Yaml expect) {
    if (expect.only(EXPECT).fields().isEmpty()) {
      expect.problem(
          "says nothing: a test needs something that it expects, such as state: succeeded.");
    }
    if (expect.get("refused").present()) {
      for (String other : EXPECT) {
        if (!other.equals("refused") && expect.get(other).present()) {
          expect.get(other).problem("is too much beside refused: nothing of it happens.");
        }
      }
    }
    return new Expected(
        optional(expect.get("refused")),
        optional(expect.get("state")),
        optional(expect.get("because")),
        texts(expect.get("steps")),
        texts(expect.get("never")).orElse(List.of()),
        expect.get("gates").present()
            ? Optional.of(expect.get("gates").list().stream().map(this::gate).toList())
            : Optional.empty(),
        texts(expect.get("undone")),
        texts(expect.get("left")),
        said(expect.get("says")),
        said(expect.get("never_says")),
        outputs(expect.get("outputs")));
  }

  private static Optional<Text> optional(Yaml yaml) {
    return yaml.present() ? Optional.of(new Text(yaml.at(), yaml.text(), false)) : Optional.empty();
  }

  /** Empty when it is not there: an empty list expects that there is none. */
  private static Optional<List<Text>> texts(Yaml yaml) {
    return yaml.present()
        ? Optional.of(yaml.list().stream().map(e -> new Text(e.at(), e.text(), true)).toList())
        : Optional.empty();
  }

  private static List<Text> said(Yaml yaml) {
    return yaml.list().stream()
        .map(
            e ->
                e.isScalar()
                    ? new Text(e.at(), e.text(), false)
                    : new Text(e.at(), e.only(SAYS).get("exact").text(), true))
        .toList();
  }

  private Gate gate(Yaml gate) {
    gate.only(GATE);
    if (gate.get("ends").present()) {
      gate.get("ends").oneOf("end of a gate", ENDS);
    }
    return new Gate(
        new Text(gate.at(), gate.get("step").text(), true),
        optional(gate.get("policy")),
        optional(gate.get("needs")),
        texts(gate.get("from")),
        named(gate.get("could")),
        named(gate.get("could_not")),
        optional(gate.get("ends")));
  }

  private List<Text> named(Yaml yaml) {
    return yaml.list().stream()
        .map(e -> new Text(e.at(), e.oneOf("person", List.copyOf(people.keySet())), true))
        .toList();
  }

  private static Map<String, SortedMap<String, Text>> outputs(Yaml yaml) {
    var outputs = new LinkedHashMap<String, SortedMap<String, Text>>();
    yaml.fields()
        .forEach(
            (step, values) -> {
              var expected = new TreeMap<String, Text>();
              values
                  .fields()
                  .forEach(
                      (name, value) ->
                          expected.put(name, new Text(value.at(), value.reported(), true)));
              outputs.put(step, expected);
            });
    return outputs;
  }
}
