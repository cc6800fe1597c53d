package dev.dre.operations.planning;

import java.util.Collection;

/** Ends the making of a plan. Never leaves this package: people get it as a value. */
final class Refusal extends Exception {

  private static final int LONGEST_WORD = 40;

  Refusal(String why) {
    super(why);
  }

  /** What somebody typed, short enough to be said back. */
  static String shortened(String word) {
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD) + "…";
  }

  static String listed(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
