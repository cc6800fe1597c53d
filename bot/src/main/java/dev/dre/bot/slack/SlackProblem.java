package dev.dre.bot.slack;

import java.time.Duration;
import java.util.Optional;

/** Slack did not do what it was asked. */
public final class SlackProblem extends RuntimeException {

  private final String code;
  private final Optional<Duration> retryAfter;

  /**
   * Says what Slack said.
   *
   * @param code Slack's error code; {@code unreachable} when it did not answer, {@code ratelimited}
   *     when it asks to wait
   * @param retryAfter how long it asks to wait; empty when it does not say
   */
  public SlackProblem(String method, String code, Optional<Duration> retryAfter) {
    super("Slack answers %s with %s".formatted(method, code));
    this.code = code;
    this.retryAfter = retryAfter;
  }

  public String code() {
    return code;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
