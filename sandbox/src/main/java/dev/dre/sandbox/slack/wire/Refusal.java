package dev.dre.sandbox.slack.wire;

/** A request that cannot be served as it is; the message says what is wrong with it. */
public final class Refusal extends RuntimeException {
  private final int status;

  public Refusal(int status, String error) {
    super(error);
    this.status = status;
  }

  public int status() {
    return status;
  }

  public String error() {
    return String.valueOf(getMessage());
  }
}
