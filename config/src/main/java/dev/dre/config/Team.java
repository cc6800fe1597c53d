package dev.dre.config;

/** A team, and the group that its members are in. */
public record Team(String name, String group) {

  /** How a configuration names the team that owns the datastore, whichever that is. */
  public static final String OWNER = "team:owner";
}
