package dev.dre.operations.planning;

import dev.dre.config.Configuration;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A copy of the example that a test changes. */
final class Example {

  private static final Path SOURCE = Path.of("../../config");

  private final Path folder;

  Example(Path folder) {
    this.folder = folder;
    for (String part : List.of("example", "runbooks")) {
      copy(SOURCE.resolve(part), folder.resolve(part));
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first {@code before} of {@code file} becomes {@code after}. */
  Example change(String file, String before, String after) {
    try {
      Path path = folder.resolve(file);
      String text = Files.readString(path);
      int start = text.indexOf(before);
      if (start < 0) {
        throw new AssertionError("no \"%s\" in %s".formatted(before, file));
      }
      Files.writeString(
          path, text.substring(0, start) + after + text.substring(start + before.length()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A parameter more for migrate, which a runbook that contains it does not know. */
  Example parameter(String name, String definition) {
    try {
      Files.deleteIfExists(folder.resolve("runbooks/upgrade.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return change(
        "runbooks/migrate.yaml",
        "lock: datastore",
        "  %s: %s\nlock: datastore".formatted(name, definition));
  }

  /** Of migrate. */
  Plan plan(String arguments) {
    return plan("migrate", arguments);
  }

  Plan plan(String runbook, String arguments) {
    return switch (result(runbook, arguments)) {
      case PlanResult.Planned planned -> planned.plan();
      case PlanResult.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  /** Of migrate. */
  String refusal(String arguments) {
    return refusal("migrate", arguments);
  }

  String refusal(String runbook, String arguments) {
    return switch (result(runbook, arguments)) {
      case PlanResult.Planned planned -> throw new AssertionError(planned.plan().summary());
      case PlanResult.Refused refused -> refused.why();
    };
  }

  private PlanResult result(String runbook, String arguments) {
    var planner = new Planner(Configuration.load(folder.resolve("example")));
    return planner.plan(runbook, arguments, datastore -> Optional.<ClusterName>empty());
  }
}
