package dev.dre.config;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Everything that an operator has written, checked. Maps are by name. */
public record Configuration(
    Settings settings,
    SortedMap<String, Cluster> clusters,
    SortedMap<String, Datastore> datastores,
    SortedMap<String, Team> teams,
    SortedMap<String, Group> groups,
    List<ApprovalRule> approvals,
    SortedMap<String, Runbook> runbooks) {

  /** {@code DRE_CONFIG}, else the example that comes with dre. */
  public static Path defaultFolder() {
    String given = System.getenv().getOrDefault("DRE_CONFIG", "");
    return given.isBlank()
        ? Path.of(System.getProperty("dre.home", "."), "config", "example")
        : Path.of(given);
  }

  /**
   * Reads the configuration in {@code folder}.
   *
   * @throws ConfigurationException with every problem that there is
   */
  public static Configuration load(Path folder) {
    return new ConfigurationReader(folder).read();
  }
}
