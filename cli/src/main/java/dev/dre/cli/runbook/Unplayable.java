package dev.dre.cli.runbook;

import dev.dre.config.Problem;

/** A test that cannot be played to its end, because of what it does not say. */
final class Unplayable extends RuntimeException {

  private final transient Problem problem;

  Unplayable(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
