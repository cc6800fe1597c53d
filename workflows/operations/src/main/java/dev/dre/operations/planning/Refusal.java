package dev.dre.operations.planning;

/** Ends the making of a plan. Never leaves this package: people get it as a value. */
final class Refusal extends Exception {

  Refusal(String why) {
    super(why);
  }
}
