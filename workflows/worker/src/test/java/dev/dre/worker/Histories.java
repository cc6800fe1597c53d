package dev.dre.worker;

import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.LineWorkflow;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What workflows of each release did. Later releases must do the same, because operations are in
 * flight while the worker is replaced.
 *
 * <p>The tests of this package write theirs into the folder that {@code -Ddre.histories.write}
 * names; without it they write nothing.
 */
final class Histories {

  private Histories() {}

  /** Those of every release. */
  static List<Path> committed() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code 0.1/finished}. */
  static String name(Path file) {
    return folder().relativize(file).toString().replaceFirst("\\.json$", "").replace('\\', '/');
  }

  static WorkflowExecutionHistory read(String name) {
    return read(folder().resolve(name + ".json"));
  }

  static WorkflowExecutionHistory read(Path file) {
    try {
      return WorkflowExecutionHistory.fromJson(Files.readString(file), workflowId(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A history does not hold it, and what holds a datastore is told from what only tells by it. */
  private static String workflowId(Path file) {
    if (isOfTheLine(name(file))) {
      return LineWorkflow.ID;
    }
    return file.getFileName().toString().startsWith("telling")
        ? OperationIds.tellingWorkflowId(Plans.OPERATION)
        : OperationIds.workflowId(new DatastoreName("db-42"));
  }

  /** Of the other workflow that there is. */
  static boolean isOfTheLine(String name) {
    return name.endsWith("/line");
  }

  static void write(String name, WorkflowExecutionHistory history) {
    String folder = System.getProperty("dre.histories.write", "");
    if (!folder.isEmpty()) {
      try {
        Files.writeString(Path.of(folder, name + ".json"), history.toJson(true) + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Histories.class.getResource("/histories")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
