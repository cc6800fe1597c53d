package dev.dre.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that nothing is started with. Its message lists every problem. */
public final class ConfigurationException extends RuntimeException {

  private final List<Problem> problems;

  ConfigurationException(List<Problem> problems) {
    super(
        problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n"))
            + "\n%d problem%s. Nothing was started."
                .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
    this.problems = problems.stream().sorted().toList();
  }

  /** In the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }
}
