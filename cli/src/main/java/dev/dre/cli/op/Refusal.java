package dev.dre.cli.op;

/** What was given does not fit what is so; the message says what would. */
final class Refusal extends RuntimeException {

  Refusal(String message) {
    super(message);
  }
}
