package dev.dre.sandbox.faults;

/** A fault cannot be switched now; the message says to people why. */
public final class CannotSwitch extends RuntimeException {

  public CannotSwitch(String message) {
    super(message);
  }
}
