package dev.dre.sandbox.slack.interaction;

import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The addresses at which an app can answer what somebody did: five times, within 30 minutes. */
public final class ResponseUrls {
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int USES = 5;

  /**
   * What an answer is about.
   *
   * @param originalTs the message whose element was used; empty for a command
   */
  record Origin(Person person, Channel channel, Optional<String> originalTs) {}

  private record Issued(Origin origin, Instant until, int usesLeft) {}

  private final InstantSource clock;
  private final String baseUrl;
  private final String workspaceId;
  private final Map<String, Issued> issued = new HashMap<>();

  public ResponseUrls(InstantSource clock, String baseUrl, String workspaceId) {
    this.clock = clock;
    this.baseUrl = baseUrl;
    this.workspaceId = workspaceId;
  }

  String issue(String kind, Origin origin) {
    Instant now = clock.instant();
    issued.values().removeIf(one -> one.until().plus(LIFETIME).isBefore(now));
    String secret = UUID.randomUUID().toString().replace("-", "");
    issued.put(secret, new Issued(origin, now.plus(LIFETIME), USES));
    return baseUrl + "/hooks/" + kind + "/" + workspaceId + "/" + secret;
  }

  /** Uses one of the answers; empty when there is none left. */
  Optional<Origin> use(String secret) {
    Issued one = issued.get(secret);
    if (one == null || one.usesLeft() == 0 || !clock.instant().isBefore(one.until())) {
      return Optional.empty();
    }
    issued.put(secret, new Issued(one.origin(), one.until(), one.usesLeft() - 1));
    return Optional.of(one.origin());
  }
}
