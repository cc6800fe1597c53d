package dev.dre.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a configuration file by file, each checked against what was read before. */
final class ConfigurationReader {

  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();

  ConfigurationReader(Path folder) {
    this.folder = folder;
  }

  Configuration read() {
    if (!Files.isDirectory(folder)) {
      problems.add(new Problem(folder.toString(), 1, "", "there is no such folder."));
      throw new ConfigurationException(problems);
    }
    var people = new PeopleReader(file("teams.yaml"));
    var settings = new SettingsReader(folder, people).read(file("settings.yaml"));
    var inventory =
        new InventoryReader(folder, settings.environments(), List.copyOf(people.teams().keySet()));
    var clusters = inventory.clusters(file("clusters.yaml"));
    var clusterNames = List.copyOf(clusters.keySet());
    var datastores = inventory.datastores(file("datastores.yaml"), clusterNames);
    var approvals =
        new ApprovalsReader(people, settings.environments()).read(file("approvals.yaml"));
    var runbooks = runbooks(settings, clusterNames);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(
        settings, clusters, datastores, people.teams(), people.groups(), approvals, runbooks);
  }

  private Yaml file(String name) {
    return Yaml.read(folder.resolve(name), folder.resolve(name).toString(), problems);
  }

  private SortedMap<String, Runbook> runbooks(Settings settings, List<String> clusters) {
    var all = new TreeMap<String, Runbook>();
    for (Path file : settings.runbooks().stream().distinct().flatMap(this::yamlFiles).toList()) {
      Yaml yaml = Yaml.read(file, file.toString(), problems);
      if (!yaml.present()) {
        continue;
      }
      var runbook = new RunbookReader(settings, clusters, yaml).read();
      if (all.put(runbook.name(), runbook) != null) {
        yaml.get("runbook").problem("\"%s\" is the name of another runbook too.", runbook.name());
      }
    }
    return all;
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
      return sorted.stream().filter(f -> f.toString().endsWith(".yaml"));
    } catch (IOException e) {
      problems.add(new Problem(runbooks.toString(), 1, "", "cannot be read: " + e));
      return Stream.of();
    }
  }
}
