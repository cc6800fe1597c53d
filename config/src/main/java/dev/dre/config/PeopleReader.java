package dev.dre.config;

import dev.dre.approvals.Principal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads teams.yaml, and what names somebody of it elsewhere. */
final class PeopleReader {

  private final SortedMap<String, Group> groups;
  private final SortedMap<String, Team> teams;

  PeopleReader(Yaml yaml) {
    yaml.only("teams", "groups");
    groups = Named.read(yaml.get("groups"), PeopleReader::group);
    teams = Named.read(yaml.get("teams"), this::team);
  }

  SortedMap<String, Group> groups() {
    return groups;
  }

  SortedMap<String, Team> teams() {
    return teams;
  }

  /**
   * Who has a right, or may approve: a group, a user, or break-glass. Empty for the team that owns
   * the datastore, which is known only when a plan is made, and when somebody else is written.
   */
  Optional<Principal> principal(Yaml yaml) {
    String text = yaml.text();
    if (text.equals(Team.OWNER)) {
      return Optional.empty();
    }
    var principal = Principal.parse(text);
    if (principal.isEmpty() && !text.isEmpty()) {
      yaml.problem(
          "\"%s\" should be group:<name>, user:<Slack id>, break-glass or %s.", text, Team.OWNER);
    }
    principal.ifPresent(
        p -> {
          switch (p.kind()) {
            case GROUP -> {
              if (!groups.containsKey(p.name())) {
                yaml.problem("%s", Suggestion.unknown("group", p.name(), groups.keySet()));
              }
            }
            case USER -> {
              if (!Form.USER.fits(p.name())) {
                yaml.problem("\"%s\" should be %s.", p.name(), Form.USER.words());
              }
            }
            case BREAK_GLASS -> {}
          }
        });
    return principal;
  }

  private static Group group(Yaml yaml) {
    yaml.only("name", "members", "usergroup");
    Yaml members = yaml.get("members");
    Yaml usergroup = yaml.get("usergroup");
    if (members.present() == usergroup.present()) {
      yaml.problem("should have either members or usergroup.");
    }
    if (members.present()) {
      members.some("users of the group").forEach(m -> m.text(Form.USER));
    }
    return new Group(
        yaml.get("name").text(Form.NAME),
        members.texts(),
        usergroup.present() ? Optional.of(usergroup.text(Form.USERGROUP)) : Optional.empty());
  }

  private Team team(Yaml yaml) {
    yaml.only("name", "group");
    return new Team(
        yaml.get("name").text(Form.NAME),
        yaml.get("group").oneOf("group", List.copyOf(groups.keySet())));
  }
}
