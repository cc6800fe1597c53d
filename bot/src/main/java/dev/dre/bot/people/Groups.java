package dev.dre.bot.people;

import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.slack.SlackProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups that settings name: lists of users, or user groups of Slack. A user group is asked for
 * when somebody clicks and remembered briefly; when it cannot be asked, nobody is in it.
 */
public final class Groups {

  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

  /**
   * Slack allows about 20 questions a minute; somebody who leaves a group keeps its power for at
   * most this long.
   */
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private record Asked(List<String> users, Instant at) {}

  private final Map<String, List<String>> listed;
  private final Map<String, String> usergroups;
  private final SlackGateway slack;
  private final InstantSource clock;
  private final Map<String, Asked> remembered = new ConcurrentHashMap<>();

  /**
   * Knows the groups of the settings.
   *
   * @param listed user ids by group name
   * @param usergroups ids of Slack's user groups by group name
   */
  public Groups(
      Map<String, List<String>> listed,
      Map<String, String> usergroups,
      SlackGateway slack,
      InstantSource clock) {
    this.listed = Map.copyOf(listed);
    this.usergroups = Map.copyOf(usergroups);
    this.slack = slack;
    this.clock = clock;
  }

  /** The names of the groups that {@code user} is in now. */
  public Set<String> of(String user) {
    var found = new TreeSet<String>();
    listed.forEach(
        (name, users) -> {
          if (users.contains(user)) {
            found.add(name);
          }
        });
    usergroups.forEach(
        (name, usergroup) -> {
          if (users(name, usergroup).contains(user)) {
            found.add(name);
          }
        });
    return found;
  }

  private List<String> users(String name, String usergroup) {
    Asked known = remembered.get(usergroup);
    if (known != null && clock.instant().isBefore(known.at().plus(REMEMBERED))) {
      return known.users();
    }
    try {
      var users = slack.usersOf(usergroup);
      remembered.put(usergroup, new Asked(users, clock.instant()));
      return users;
    } catch (SlackProblem e) {
      LOG.warn("group {} cannot be asked for, so nobody is in it now: {}", name, e.getMessage());
      return List.of();
    }
  }
}
