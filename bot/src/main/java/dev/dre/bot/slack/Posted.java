package dev.dre.bot.slack;

/**
 * Where a message is. Kept by operations as an opaque window: {@code C0DBOPS01/1700000000.000001}.
 */
public record Posted(String channel, String ts) {

  public String window() {
    return channel + "/" + ts;
  }

  /**
   * Reads what {@link #window} wrote.
   *
   * @throws IllegalArgumentException when it did not
   */
  public static Posted parse(String window) {
    int slash = window.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("not a window of Slack: " + window);
    }
    return new Posted(window.substring(0, slash), window.substring(slash + 1));
  }
}
