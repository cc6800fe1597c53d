package dev.dre.config;

import dev.dre.config.RunbookTests.Attempt;
import dev.dre.config.RunbookTests.Case;
import dev.dre.config.RunbookTests.Given;
import dev.dre.config.RunbookTests.Person;
import dev.dre.config.RunbookTests.Seen;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads tests of runbooks. */
final class RunbookTestsReader {

  static final String[] FILE = {"runbook", "arguments", "people", "given", "tests"};
  static final String[] TEST = {
    "name", "arguments", "by", "mode", "start", "given", "guards", "left", "acts", "expect"
  };
  static final String[] PERSON = {"user", "groups"};

  private final Configuration configuration;
  private final List<Problem> problems = new ArrayList<>();

  RunbookTestsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * All of {@code path}.
   *
   * @throws ConfigurationException with every problem that there is
   */
  RunbookTests read(Path path) {
    Yaml file = Yaml.read(path, path.toString(), problems);
    if (!file.present()) {
      throw new ConfigurationException(problems);
    }
    file.only(FILE);
    String name = file.get("runbook").oneOf("runbook", runbooks());
    var people = people(file.get("people"));
    var acts = new DeedsReader(people);
    var expected = new ExpectedReader(people);
    Map<String, Given> common = given(file.get("given"), false);
    String arguments = file.get("arguments").textOr("");
    var cases = new ArrayList<Case>();
    var names = new HashSet<String>();
    for (Yaml test : file.get("tests").some("what is tested")) {
      Case read = test(test.only(TEST), arguments, common, acts, expected);
      cases.add(read);
      if (!names.add(read.name())) {
        test.get("name").problem("\"%s\" is the name of another test too.", read.name());
      }
    }
    var runbook = configuration.runbooks().get(name);
    if (!problems.isEmpty() || runbook == null) {
      throw new ConfigurationException(problems);
    }
    return new RunbookTests(path.toString(), runbook, people, List.copyOf(cases));
  }

  private List<String> runbooks() {
    return List.copyOf(configuration.runbooks().keySet());
  }

  private SortedMap<String, Person> people(Yaml yaml) {
    var people = new TreeMap<String, Person>();
    yaml.fields(Form.IDENTIFIER)
        .forEach(
            (name, person) -> {
              String user =
                  person.isScalar() ? person.text() : person.only(PERSON).get("user").textOr(name);
              people.put(name, new Person(user, groups(user, person)));
            });
    if (people.isEmpty()) {
      yaml.problem("names nobody: give those who act a name, such as alice: U0ALICE01.");
    }
    return people;
  }

  /** Those that the configuration lists somebody in, and those that are given. */
  private Set<String> groups(String user, Yaml person) {
    var groups = new TreeSet<String>();
    configuration.groups().values().stream()
        .filter(group -> group.members().contains(user))
        .forEach(group -> groups.add(group.name()));
    if (!person.isScalar()) {
      for (Yaml group : person.get("groups").list()) {
        groups.add(group.oneOf("group", List.copyOf(configuration.groups().keySet())));
      }
    }
    return groups;
  }

  private Case test(
      Yaml test,
      String arguments,
      Map<String, Given> common,
      DeedsReader acts,
      ExpectedReader expected) {
    var given = new LinkedHashMap<>(common);
    given.putAll(given(test.get("given"), true));
    return new Case(
        test.at(),
        test.get("name").text(),
        test.get("arguments").textOr(arguments),
        acts.person(test.get("by")),
        test.get("mode").present()
            ? Optional.of(test.get("mode").oneOf("mode", List.of("auto", "supervised", "shadow")))
            : Optional.empty(),
        start(test.get("start")),
        given,
        guards(test.get("guards")),
        left(test.get("left")),
        acts.read(test.get("acts")),
        expected.read(test.get("expect")));
  }

  private static Instant start(Yaml start) {
    if (!start.present()) {
      return RunbookTests.START;
    }
    String text = start.text();
    var moment = Moments.parse(text);
    if (moment.isEmpty() && !text.isEmpty()) {
      start.problem("\"%s\" should be %s.", text, Moments.FORM);
    }
    return moment.orElse(RunbookTests.START);
  }

  private static Map<String, Given> given(Yaml yaml, boolean own) {
    var given = new LinkedHashMap<String, Given>();
    yaml.fields()
        .forEach(
            (step, said) -> {
              List<Attempt> attempts = new ArrayList<>();
              for (Yaml attempt : said.some("what becomes of its attempts")) {
                attempts.add(AttemptReader.read(attempt));
              }
              given.put(step, new Given(said.at(), own, !said.isList(), List.copyOf(attempts)));
            });
    return given;
  }

  private static Map<String, List<Seen>> guards(Yaml yaml) {
    var guards = new HashMap<String, List<Seen>>();
    yaml.fields()
        .forEach(
            (guard, said) ->
                guards.put(
                    guard,
                    said.some("what it sees").stream().map(AttemptReader::seenByGuard).toList()));
    return guards;
  }

  private static Map<String, String> left(Yaml yaml) {
    var left = new HashMap<String, String>();
    yaml.fields().forEach((cluster, found) -> left.put(cluster, found.text()));
    return left;
  }
}
