package dev.dre.bot;

import dev.dre.approvals.Actor;
import java.util.Set;

/** The people of the stories. Eve is a full member of no group. */
public enum Someone {
  ALICE("U0ALICE01", "payments-oncall"),
  BOB("U0BOB0001", "dre,payments-oncall"),
  CAROL("U0CAROL01", "dre"),
  EVE("U0EVE0001", "");

  private final String user;
  private final String groups;

  Someone(String user, String groups) {
    this.user = user;
    this.groups = groups;
  }

  public String user() {
    return user;
  }

  public Set<String> groups() {
    return groups.isEmpty() ? Set.of() : Set.of(groups.split(","));
  }

  public Actor actor() {
    return new Actor.Person("", "T0SANDBOX", user);
  }
}
