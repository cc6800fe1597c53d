package dev.dre.worker.kubernetes;

import org.slf4j.Logger;

/**
 * Keeps in the log that a cluster does not answer: once, and not at each look of the hours for
 * which it is away.
 */
public final class Silence {

  private final Logger log;
  private String reason = "";

  public Silence(Logger log) {
    this.log = log;
  }

  /**
   * It did not answer. Is written when it did before, or fails for another reason now.
   *
   * @param doing what was tried, as "following dre-migrate-…"
   * @param e why it did not, in words
   */
  public void goesOn(String doing, RuntimeException e) {
    String now = String.valueOf(e.getMessage());
    if (!now.equals(reason)) {
      log.warn("{}: {}", doing, now);
    }
    reason = now;
  }

  /** It answered. Is written when it did not before. */
  public void isOver(String doing) {
    if (!reason.isEmpty()) {
      log.warn("{}: the cluster answers again", doing);
    }
    reason = "";
  }
}
