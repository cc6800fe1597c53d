package dev.dre.sandbox.slack.interaction;

import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.workspace.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The right to open a dialog for a person, once, within three seconds of what they did. */
public final class Triggers {
  private static final Duration LIFETIME = Duration.ofSeconds(3);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private record Trigger(Person person, Instant until, boolean used) {}

  private final InstantSource clock;
  private final Map<String, Trigger> issued = new HashMap<>();
  private long number = 1_000_000_000L;

  public Triggers(InstantSource clock) {
    this.clock = clock;
  }

  String issue(Person person) {
    Instant now = clock.instant();
    issued.values().removeIf(trigger -> trigger.until().plus(REMEMBERED).isBefore(now));
    String secret = UUID.randomUUID().toString().replace("-", "");
    String id = number++ + ".1000000001." + secret;
    issued.put(id, new Trigger(person, now.plus(LIFETIME), false));
    return id;
  }

  /** Uses {@code id} up and says whose it is. */
  public Person exchange(String id) {
    Trigger trigger = issued.get(id);
    if (trigger == null) {
      throw new SlackProblem("invalid_trigger_id");
    }
    if (trigger.used()) {
      throw new SlackProblem("exchanged_trigger_id");
    }
    if (!clock.instant().isBefore(trigger.until())) {
      throw new SlackProblem("expired_trigger_id");
    }
    issued.put(id, new Trigger(trigger.person(), trigger.until(), true));
    return trigger.person();
  }
}
