package dev.dre.sandbox.slack.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Slack's tiers, as buckets that fill up evenly: a burst of a whole minute's calls passes, then it
 * is slow.
 */
public final class RateLimits {
  private static final int TIER_2 = 20;
  private static final int TIER_3 = 50;
  private static final int TIER_4 = 100;
  private static final int GENEROUS = 600;

  private static final Map<String, Integer> PER_MINUTE =
      Map.ofEntries(
          Map.entry("apps.connections.open", TIER_3),
          Map.entry("blocks.validate", GENEROUS),
          Map.entry("api.test", TIER_4),
          Map.entry("auth.test", GENEROUS),
          Map.entry("chat.delete", TIER_3),
          Map.entry("chat.getPermalink", GENEROUS),
          Map.entry("chat.postEphemeral", TIER_4),
          Map.entry("chat.postMessage", GENEROUS),
          Map.entry("chat.update", TIER_3),
          Map.entry("conversations.history", TIER_3),
          Map.entry("conversations.info", TIER_3),
          Map.entry("conversations.join", TIER_3),
          Map.entry("conversations.list", TIER_2),
          Map.entry("conversations.members", TIER_4),
          Map.entry("conversations.replies", TIER_3),
          Map.entry("files.completeUploadExternal", TIER_4),
          Map.entry("files.getUploadURLExternal", TIER_4),
          Map.entry("files.info", TIER_4),
          Map.entry("usergroups.list", TIER_2),
          Map.entry("usergroups.users.list", TIER_2),
          Map.entry("users.info", TIER_4),
          Map.entry("users.list", TIER_2),
          Map.entry("views.open", TIER_4),
          Map.entry("views.push", TIER_4),
          Map.entry("views.update", TIER_4));

  private static final int POSTS_PER_CHANNEL_AND_MINUTE = 60;
  private static final int POSTS_AT_ONCE = 10;

  private record Bucket(double tokens, Instant at) {}

  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  public RateLimits(InstantSource clock) {
    this.clock = clock;
  }

  /** How long to wait before this call is allowed; zero when it is allowed now, and counted. */
  Duration ask(String method, String channel) {
    int perMinute = PER_MINUTE.getOrDefault(method, TIER_3);
    Duration wait = take(method, perMinute, perMinute);
    if (wait.isZero() && method.equals("chat.postMessage")) {
      return take("post to " + channel, POSTS_PER_CHANNEL_AND_MINUTE, POSTS_AT_ONCE);
    }
    return wait;
  }

  private Duration take(String name, int perMinute, int capacity) {
    Instant now = clock.instant();
    Bucket bucket = buckets.getOrDefault(name, new Bucket(capacity, now));
    double perMilli = perMinute / 60_000.0;
    double since = Math.max(0, Duration.between(bucket.at(), now).toMillis());
    double tokens = Math.min(capacity, bucket.tokens() + since * perMilli);
    if (tokens < 1) {
      buckets.put(name, new Bucket(tokens, now));
      return Duration.ofSeconds((long) Math.ceil((1 - tokens) / perMilli / 1000));
    }
    buckets.put(name, new Bucket(tokens - 1, now));
    return Duration.ZERO;
  }
}
