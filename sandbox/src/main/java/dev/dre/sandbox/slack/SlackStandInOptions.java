package dev.dre.sandbox.slack;

import dev.dre.sandbox.slack.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a stand-in is set up.
 *
 * @param port 0 for any that is free
 * @param stateFolder where messages are kept; made when missing, and used by one stand-in at a time
 * @param ackDeadline how long the app has to answer what people do; Slack gives three seconds
 * @param rateLimits whether calls beyond Slack's limits are refused
 */
public record SlackStandInOptions(
    int port, Path stateFolder, Workspace workspace, Duration ackDeadline, boolean rateLimits) {

  /** As Slack is: three seconds for an ack, with rate limits. */
  public SlackStandInOptions(int port, Path stateFolder, Workspace workspace) {
    this(port, stateFolder, workspace, Duration.ofSeconds(3), true);
  }

  public SlackStandInOptions withAckDeadline(Duration deadline) {
    return new SlackStandInOptions(port, stateFolder, workspace, deadline, rateLimits);
  }

  public SlackStandInOptions withoutRateLimits() {
    return new SlackStandInOptions(port, stateFolder, workspace, ackDeadline, false);
  }
}
