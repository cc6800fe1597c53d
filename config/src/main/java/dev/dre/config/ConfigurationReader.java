package dev.dre.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    var runbooks = new RunbooksReader(settings, clusterNames, people, problems).read();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(
        settings, clusters, datastores, people.teams(), people.groups(), approvals, runbooks);
  }

  private Yaml file(String name) {
    return Yaml.read(folder.resolve(name), folder.resolve(name).toString(), problems);
  }
}
