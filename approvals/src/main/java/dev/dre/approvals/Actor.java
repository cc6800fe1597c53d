package dev.dre.approvals;

/**
 * Whoever acts, verified before it gets here. Never free text, so that every record names somebody
 * who exists.
 */
public sealed interface Actor {

  /**
   * A person of a chat workspace.
   *
   * @param enterprise the Enterprise Grid id; empty outside a grid
   * @param workspace the workspace id, {@code T…}
   * @param user the user id, {@code U…} or {@code W…}
   */
  record Person(String enterprise, String workspace, String user) implements Actor {}
}
