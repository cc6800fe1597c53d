package dev.dre.sandbox.faults;

import dev.dre.sandbox.slack.SlackFaults;
import java.time.Duration;

/** Slack's Web API as a whole misbehaves; faults that were made otherwise stay as they are. */
public final class SlackTroubles {

  private static final String NAME = "switchboard";
  private static final Duration SLOW = Duration.ofSeconds(5);

  private SlackTroubles() {}

  public static void addTo(Switchboard switchboard, SlackFaults slack) {
    Switch.Action off = () -> slack.clear(NAME);
    switchboard.add(Fault.SLACK_SLOW, Switch.of(() -> slack.delaysAll(NAME, SLOW), off));
    switchboard.add(Fault.SLACK_FAILS, Switch.of(() -> slack.answersAll(NAME, 500), off));
    switchboard.add(Fault.SLACK_LIMITS, Switch.of(() -> slack.answersAll(NAME, 429), off));
  }
}
