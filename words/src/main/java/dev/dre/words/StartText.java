package dev.dre.words;

import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;

/** What is said to who wants to start an operation. */
public final class StartText {

  private StartText() {}

  /** To somebody who may not. */
  public static String notAllowed(Plan plan) {
    return "Not started: only %s may start operations on %s."
        .formatted(plan.rights().holdersInWords(Right.START), plan.datastore().name());
  }
}
