package dev.dre.config;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A configuration that nothing is started with. Its message lists every problem. */
public final class ConfigurationException extends RuntimeException {

  private final List<Problem> problems;

  ConfigurationException(List<Problem> problems) {
    // A value that is looked at twice has its problem noted twice.
    this(new TreeSet<>(problems));
  }

  private ConfigurationException(SortedSet<Problem> problems) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
            + "\n%d problem%s. Nothing was started."
                .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
    this.problems = List.copyOf(problems);
  }

  /** In the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }
}
