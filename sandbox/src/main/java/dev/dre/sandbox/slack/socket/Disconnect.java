package dev.dre.sandbox.slack.socket;

import java.util.Locale;
import java.util.Optional;

/** Why Slack asks an app to leave a socket. */
public enum Disconnect {
  /** This socket will be closed in about ten seconds. */
  WARNING,
  /** Connect again, now. */
  REFRESH_REQUESTED,
  /** Somebody switched Socket Mode off. */
  LINK_DISABLED,
  /** More than ten were open. */
  TOO_MANY_WEBSOCKETS;

  public static Optional<Disconnect> parse(String word) {
    for (Disconnect reason : values()) {
      if (reason.word().equals(word)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
