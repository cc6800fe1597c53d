package dev.dre.config.expression;

/** A condition could not be answered: a value is missing or is not what it was declared to be. */
public final class NotKnown extends Exception {
  private static final long serialVersionUID = 1;

  NotKnown(String message) {
    super(message);
  }
}
