package dev.dre.operations.planning;

import dev.dre.config.Configuration;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The example configuration, changed here and there, and what is planned with it. */
final class WrittenConfiguration {

  private static final Path SHIPPED = Path.of("../../config");

  private final Path folder;
  private final Map<DatastoreName, ClusterName> locations = new TreeMap<>();

  private WrittenConfiguration(Path folder) {
    this.folder = folder;
  }

  /** A copy of the example and of the runbooks that ship, in {@code folder}. */
  static WrittenConfiguration in(Path folder) throws IOException {
    for (String part : new String[] {"example", "runbooks"}) {
      Files.createDirectories(folder.resolve(part));
      try (var files = Files.newDirectoryStream(SHIPPED.resolve(part), "*.yaml")) {
        for (Path file : files) {
          Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    return new WrittenConfiguration(folder);
  }

  /** Fails when {@code file} has no {@code before}, so that no test goes on with what it is not. */
  WrittenConfiguration with(String file, String before, String after) throws IOException {
    Path path = folder.resolve("example").resolve(file);
    String text = Files.readString(path);
    if (!text.contains(before)) {
      throw new IllegalArgumentException("%s has no \"%s\"".formatted(file, before));
    }
    Files.writeString(path, text.replace(before, after));
    return this;
  }

  WrittenConfiguration withRunbook(String name, String text) throws IOException {
    Files.writeString(folder.resolve("runbooks").resolve(name + ".yaml"), text);
    return this;
  }

  WrittenConfiguration withLocation(String datastore, String cluster) {
    locations.put(new DatastoreName(datastore), new ClusterName(cluster));
    return this;
  }

  Plan plan(String runbook, String arguments) {
    return switch (result(runbook, arguments)) {
      case PlanResult.Planned planned -> planned.plan();
      case PlanResult.Refused refused -> throw new AssertionError("refused: " + refused.why());
    };
  }

  String refusal(String runbook, String arguments) {
    return switch (result(runbook, arguments)) {
      case PlanResult.Planned planned -> throw new AssertionError("planned: " + planned.plan());
      case PlanResult.Refused refused -> refused.why();
    };
  }

  List<String> usages() {
    return planner().runbooks().stream().map(Usage::of).toList();
  }

  private PlanResult result(String runbook, String arguments) {
    return planner()
        .plan(runbook, arguments, datastore -> Optional.ofNullable(locations.get(datastore)));
  }

  private Planner planner() {
    return new Planner(Configuration.load(folder.resolve("example")));
  }
}
