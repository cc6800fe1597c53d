package dev.dre.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all runbooks; one that has another as a step after that one. */
final class RunbooksReader {

  private final Settings settings;
  private final List<String> clusters;
  private final PeopleReader people;
  private final List<Problem> problems;
  private final Map<String, Yaml> files = new LinkedHashMap<>();
  private final SortedMap<String, Runbook> read = new TreeMap<>();
  private final Deque<String> reading = new ArrayDeque<>();

  RunbooksReader(
      Settings settings, List<String> clusters, PeopleReader people, List<Problem> problems) {
    this.settings = settings;
    this.clusters = clusters;
    this.people = people;
    this.problems = problems;
  }

  SortedMap<String, Runbook> read() {
    for (Path file : settings.runbooks().stream().distinct().flatMap(this::yamlFiles).toList()) {
      Yaml yaml = Yaml.read(file, file.toString(), problems);
      if (yaml.present()) {
        String name = yaml.get("runbook").textOr("");
        if (files.putIfAbsent(name.isEmpty() ? file.toString() : name, yaml) != null) {
          yaml.get("runbook").problem("\"%s\" is the name of another runbook too.", name);
        }
      }
    }
    files.forEach(this::read);
    return read;
  }

  /** The runbook that {@code step} names; empty when there is none, which is noted. */
  Optional<Runbook> nested(Yaml step) {
    String name = step.text();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Yaml file = files.get(name);
    if (file == null) {
      step.problem("%s", Suggestion.unknown("runbook", name, files.keySet()));
      return Optional.empty();
    }
    if (reading.contains(name)) {
      var circle = new ArrayList<String>();
      reading.descendingIterator().forEachRemaining(circle::add);
      step.problem(
          "\"%s\" goes round in a circle: %s → %s.",
          name, String.join(" → ", circle.subList(circle.indexOf(name), circle.size())), name);
      return Optional.empty();
    }
    return Optional.of(read(name, file));
  }

  /** Notes when there is no runbook {@code name}; it need not have been read. */
  void exists(Yaml yaml, String name) {
    if (!name.isEmpty() && !files.containsKey(name)) {
      yaml.problem("%s", Suggestion.unknown("runbook", name, files.keySet()));
    }
  }

  /** One that has been read. */
  Optional<Runbook> known(String name) {
    return Optional.ofNullable(read.get(name));
  }

  private Runbook read(String name, Yaml file) {
    Runbook known = read.get(name);
    if (known != null) {
      return known;
    }
    reading.push(name);
    var runbook = new RunbookReader(settings, clusters, people, this, file).read();
    reading.pop();
    read.put(name, runbook);
    return runbook;
  }

  private Stream<Path> yamlFiles(Path runbooks) {
    if (!Files.isDirectory(runbooks)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(runbooks)) {
      var sorted = files.sorted().toList();
      sorted.stream()
          .filter(f -> f.toString().endsWith(".yml"))
          .forEach(
              f ->
                  problems.add(
                      new Problem(f.toString(), 1, "", "is not read: runbooks end in .yaml.")));
      return sorted.stream()
          .filter(
              f -> f.toString().endsWith(".yaml") && !f.toString().endsWith(RunbookTests.ENDING));
    } catch (IOException e) {
      problems.add(new Problem(runbooks.toString(), 1, "", "cannot be read: " + e));
      return Stream.of();
    }
  }
}
