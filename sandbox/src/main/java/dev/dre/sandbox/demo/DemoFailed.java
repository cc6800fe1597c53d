package dev.dre.sandbox.demo;

/** The story did not go as it must. */
final class DemoFailed extends RuntimeException {

  DemoFailed(String message) {
    super(message);
  }
}
