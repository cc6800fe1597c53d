package dev.dre.bot.slack;

import java.time.Duration;

/** Between two tries of something that did not work yet. */
final class Waiting {

  private Waiting() {}

  static void seconds(int count) {
    try {
      Thread.sleep(Duration.ofSeconds(count));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the bot is stopping", e);
    }
  }
}
