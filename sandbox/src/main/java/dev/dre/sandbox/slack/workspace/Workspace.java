package dev.dre.sandbox.slack.workspace;

import java.util.List;
import java.util.Optional;

/** The accounts of a workspace: what an administrator sets up before anybody says anything. */
public record Workspace(
    String id,
    String name,
    String domain,
    List<Person> people,
    BotAccount bot,
    List<Channel> channels,
    List<UserGroup> groups) {

  public Workspace {
    people = List.copyOf(people);
    channels = List.copyOf(channels);
    groups = List.copyOf(groups);
  }

  /** The sandbox's: invented people, a channel where the bot is, and one where it is not. */
  public static Workspace sandbox() {
    var alice = new Person("U0ALICE01", "alice", "Alice Archer", false);
    var bob = new Person("U0BOB0001", "bob", "Bob Baker", false);
    var carol = new Person("U0CAROL01", "carol", "Carol Cooper", false);
    var dave = new Person("U0DAVE001", "dave", "Dave Draper", true);
    var bot = new BotAccount("U0DREBOT1", "B0DREBOT1", "A0DREAPP1", "dre", "/dre");
    return new Workspace(
        "T0SANDBOX",
        "Sandbox",
        "sandbox",
        List.of(alice, bob, carol, dave),
        bot,
        List.of(
            new Channel(
                "C0DBOPS01",
                "db-ops",
                "Database operations",
                List.of(alice.id(), bob.id(), carol.id(), dave.id(), bot.userId())),
            new Channel(
                "C0GENERAL",
                "general",
                "Everything else",
                List.of(alice.id(), bob.id(), carol.id()))),
        List.of(
            new UserGroup(
                "S0DREGRP1", "dre", "Database reliability", List.of(bob.id(), carol.id()))));
  }

  /** By id or by name, with or without the @. */
  public Optional<Person> person(String idOrName) {
    String name = idOrName.startsWith("@") ? idOrName.substring(1) : idOrName;
    return people.stream().filter(p -> p.id().equals(name) || p.name().equals(name)).findFirst();
  }

  public Optional<UserGroup> group(String groupId) {
    return groups.stream().filter(g -> g.id().equals(groupId)).findFirst();
  }
}
