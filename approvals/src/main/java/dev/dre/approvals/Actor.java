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

  /**
   * Somebody at a command line that reaches Temporal itself, past the chat: for when the chat is
   * down.
   *
   * @param user the operating system's name of the account
   * @param host the machine's name
   * @param reason why this way; never empty
   */
  record BreakGlass(String user, String host, String reason) implements Actor {

    public BreakGlass {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("break-glass takes a reason");
      }
    }
  }

  /**
   * Nobody: a rule that was agreed on before, in the plan itself.
   *
   * @param rule by the name that the runbook gives it: {@code max_pause}
   */
  record Machine(String rule) implements Actor {}

  /** Whether both are the same somebody; a reason makes nobody another one. */
  default boolean is(Actor other) {
    return switch (this) {
      case Person person -> person.equals(other);
      case Machine machine -> machine.equals(other);
      case BreakGlass glass ->
          other instanceof BreakGlass b && b.user.equals(glass.user) && b.host.equals(glass.host);
    };
  }
}
