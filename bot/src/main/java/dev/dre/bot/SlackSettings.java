package dev.dre.bot;

import java.util.Optional;

/**
 * How to reach Slack.
 *
 * @param botToken {@code xoxb-…}
 * @param appToken {@code xapp-…}, with {@code connections:write}
 * @param apiUrl another Web API than Slack's own, ending with {@code /api/}; empty for Slack
 */
public record SlackSettings(String botToken, String appToken, Optional<String> apiUrl) {

  @Override
  public String toString() {
    return "SlackSettings[apiUrl=%s]".formatted(apiUrl.orElse("Slack"));
  }
}
