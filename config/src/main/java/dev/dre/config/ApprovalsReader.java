package dev.dre.config;

import dev.dre.approvals.Escalation;
import dev.dre.approvals.Policy;
import dev.dre.approvals.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads approvals.yaml. */
final class ApprovalsReader {

  private static final Duration EXPIRY = Duration.ofHours(4);

  private final PeopleReader people;
  private final List<String> environments;
  // Nothing but the datastore is known when the policy is looked for.
  private final ConditionReader conditions = new ConditionReader(List.of());
  // Environment and risk, and the policy that is found first for them.
  private final Map<String, String> taken = new HashMap<>();

  ApprovalsReader(PeopleReader people, List<String> environments) {
    this.people = people;
    this.environments = environments;
  }

  List<ApprovalRule> read(Yaml yaml) {
    yaml.only("approvals");
    Named.read(yaml.get("approvals"), entry -> entry);
    return yaml.get("approvals").list().stream().map(this::rule).toList();
  }

  private ApprovalRule rule(Yaml yaml) {
    yaml.only(
        "name",
        "environment",
        "risk",
        "when",
        "require",
        "from",
        "exclude",
        "comment",
        "remind",
        "escalate",
        "expire");
    yaml.get("environment")
        .some("which environments the policy is for")
        .forEach(y -> y.oneOf("environment", environments));
    yaml.get("risk")
        .some("which risks the policy is for")
        .forEach(y -> y.oneOf("risk", Runbook.RISKS));
    yaml.get("exclude").list().forEach(y -> y.oneOf("exclusion", List.of("requester")));
    Yaml comment = yaml.get("comment");
    boolean commentRequired =
        comment.present()
            && comment.oneOf("choice", List.of("optional", "required")).equals("required");
    var from =
        yaml.get("from").some("who may approve").stream()
            .flatMap(y -> people.principal(y).stream())
            .toList();
    boolean owner = yaml.get("from").texts().contains(Team.OWNER);
    int required = yaml.get("require").number(1, 1, 100);
    if (!owner) {
      enoughPeople(yaml, required, from);
    }
    Yaml when = yaml.get("when");
    Duration expiry = yaml.get("expire").duration(EXPIRY);
    var policy =
        new Policy(
            yaml.get("name").text(Form.NAME),
            required,
            from,
            yaml.get("exclude").texts().contains("requester"),
            commentRequired,
            expiry,
            beforeItExpires(yaml.get("remind"), expiry),
            escalation(yaml.get("escalate"), expiry));
    var rule =
        new ApprovalRule(
            yaml.get("environment").texts(),
            yaml.get("risk").texts(),
            when.present() ? Optional.of(conditions.read(when)) : Optional.empty(),
            policy,
            owner);
    reachable(yaml, rule);
    return rule;
  }

  private Optional<Escalation> escalation(Yaml yaml, Duration expiry) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    yaml.only("after", "to");
    if (!yaml.get("after").present()) {
      yaml.problem("should say after which time somebody is called: after: 30m.");
    }
    var after = beforeItExpires(yaml.get("after"), expiry);
    var to = people.principal(yaml.get("to"));
    if (yaml.get("to").textOr("").equals(Team.OWNER)) {
      yaml.get("to").problem("should be group:<name>, user:<Slack id> or break-glass.");
    }
    return after.flatMap(time -> to.map(whom -> new Escalation(time, whom)));
  }

  private static Optional<Duration> beforeItExpires(Yaml yaml, Duration expiry) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    Duration time = yaml.duration(expiry.minusNanos(1));
    if (time.compareTo(expiry) >= 0) {
      yaml.problem(
          "\"%s\" should be shorter than expire (default 4h): nobody is waited for then.",
          yaml.text());
    }
    return Optional.of(time);
  }

  /** A gate that can never be passed would be found out at night, by whoever waits for it. */
  private void enoughPeople(Yaml yaml, int required, List<Principal> from) {
    var users = new HashSet<String>();
    for (Principal principal : from) {
      if (principal.kind() == Principal.Kind.USER) {
        users.add(principal.name());
        continue;
      }
      if (principal.kind() == Principal.Kind.BREAK_GLASS) {
        return; // As many as there are accounts that reach Temporal.
      }
      Group group = people.groups().get(principal.name());
      if (group == null || group.usergroup().isPresent()) {
        return; // Nobody knows from here how many they are.
      }
      users.addAll(group.members());
    }
    if (!from.isEmpty() && users.size() < required) {
      yaml.get("require")
          .problem("\"%d\" is more than the people who may approve: %d.", required, users.size());
    }
  }

  private void reachable(Yaml yaml, ApprovalRule rule) {
    String firstTakenBy = "";
    boolean reached = false;
    for (String environment : rule.environments()) {
      for (String risk : rule.risks()) {
        String key = environment + " " + risk;
        // One with a condition leaves the rest to others.
        String earlier =
            rule.when().isPresent() ? taken.get(key) : taken.putIfAbsent(key, rule.policy().name());
        reached |= earlier == null;
        firstTakenBy = earlier == null ? firstTakenBy : earlier;
      }
    }
    if (!reached && !firstTakenBy.isEmpty()) {
      yaml.problem(
          "is never used: the first policy that fits counts, and that is \"%s\".", firstTakenBy);
    }
  }
}
