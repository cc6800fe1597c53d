package dev.dre.operations.temporal;

import java.util.List;

/** All that was looked at in one place. */
public record Findings(List<Finding> all) {

  public Findings {
    all = List.copyOf(all);
  }
}
