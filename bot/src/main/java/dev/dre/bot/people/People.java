package dev.dre.bot.people;

import dev.dre.approvals.Actor;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.slack.SlackGateway.Account;
import dev.dre.bot.slack.SlackProblem;
import java.util.Optional;
import java.util.Set;

/** Verifies who somebody is. Only full members of the home workspace may do anything at all. */
public final class People {

  /** Somebody verified, with the groups of this moment. */
  public record Verified(Actor actor, Set<String> groups) {}

  /** Either verified, or why not, in words for the one who tried. */
  public record Result(Optional<Verified> person, String problem) {}

  private final SlackGateway slack;
  private final Groups groups;
  private final String homeWorkspace;

  public People(SlackGateway slack, Groups groups, String homeWorkspace) {
    this.slack = slack;
    this.groups = groups;
    this.homeWorkspace = homeWorkspace;
  }

  public Result verify(String user) {
    Account account;
    try {
      account = slack.account(user);
    } catch (SlackProblem e) {
      return refused(
          "Slack does not say who you are at the moment (%s). Nothing was done; try again."
              .formatted(e.code()));
    }
    if (!account.workspace().equals(homeWorkspace)) {
      return refused("only members of the home workspace can act on operations.");
    }
    if (!account.full()) {
      return refused("guests and deactivated accounts cannot act on operations.");
    }
    var actor = new Actor.Person(account.enterprise(), account.workspace(), user);
    return new Result(Optional.of(new Verified(actor, groups.of(user))), "");
  }

  private static Result refused(String why) {
    return new Result(Optional.empty(), why);
  }
}
