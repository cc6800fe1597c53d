package dev.dre.bot.slack;

import dev.dre.operations.temporal.ExaminationActivities;
import dev.dre.operations.temporal.Finding;
import dev.dre.operations.temporal.Findings;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks whether Slack lets the bot do what it has to. */
public final class SlackExaminer implements ExaminationActivities.OfChat {

  private static final String SLACK = "Slack";

  /** The same as in {@code manifest.yaml}. */
  static final SortedSet<String> NEEDED =
      new TreeSet<>(
          List.of(
              "channels:history",
              "channels:read",
              "chat:write",
              "commands",
              "files:write",
              "groups:history",
              "groups:read",
              "usergroups:read",
              "users:read"));

  private final SlackGateway slack;

  public SlackExaminer(SlackGateway slack) {
    this.slack = slack;
  }

  @Override
  public Findings examineChat() {
    try {
      var missing = new TreeSet<>(NEEDED);
      missing.removeAll(slack.scopes());
      return new Findings(List.of(judged(missing)));
    } catch (SlackProblem e) {
      return new Findings(
          List.of(
              Finding.wrong(
                  SLACK,
                  "does not answer the bot (%s)".formatted(e.getMessage()),
                  "See that SLACK_BOT_TOKEN is the one of the installed app, and that the bot reaches slack.com.")));
    }
  }

  private static Finding judged(SortedSet<String> missing) {
    return missing.isEmpty()
        ? Finding.good(SLACK, "the bot has all scopes that it needs")
        : Finding.wrong(
            SLACK,
            "the bot lacks the scopes " + String.join(", ", missing),
            "Add them to the app (bot/manifest.yaml has all of them), and install it again.");
  }
}
