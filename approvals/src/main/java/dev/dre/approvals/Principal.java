package dev.dre.approvals;

import java.util.Optional;
import java.util.Set;

/**
 * Who a policy or a right names: a group, one user, or whoever has command-line access to Temporal.
 * Written {@code group:dre}, {@code user:U0BOB0001}, {@code break-glass}.
 *
 * @param name empty for break-glass
 */
public record Principal(Kind kind, String name) {

  public enum Kind {
    GROUP,
    USER,
    BREAK_GLASS
  }

  private static final String BREAK_GLASS = "break-glass";

  public static Principal group(String name) {
    return new Principal(Kind.GROUP, name);
  }

  public static Principal user(String userId) {
    return new Principal(Kind.USER, userId);
  }

  public static Principal breakGlass() {
    return new Principal(Kind.BREAK_GLASS, "");
  }

  /** Empty when {@code text} is none of the forms above. */
  public static Optional<Principal> parse(String text) {
    if (text.equals(BREAK_GLASS)) {
      return Optional.of(breakGlass());
    }
    if (text.startsWith("group:") && text.length() > "group:".length()) {
      return Optional.of(group(text.substring("group:".length())));
    }
    if (text.startsWith("user:") && text.length() > "user:".length()) {
      return Optional.of(user(text.substring("user:".length())));
    }
    return Optional.empty();
  }

  /**
   * Whether {@code actor} is meant.
   *
   * @param groups the groups the actor was found in at this moment; an actor whose groups could not
   *     be resolved comes with none
   */
  public boolean covers(Actor actor, Set<String> groups) {
    return switch (kind) {
      case GROUP -> groups.contains(name);
      case USER -> actor instanceof Actor.Person person && person.user().equals(name);
      case BREAK_GLASS -> actor instanceof Actor.BreakGlass;
    };
  }

  /** For people: {@code @dre}, {@code U0BOB0001}, {@code break-glass}. */
  public String words() {
    return switch (kind) {
      case GROUP -> "@" + name;
      case USER -> name;
      case BREAK_GLASS -> BREAK_GLASS;
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case GROUP -> "group:" + name;
      case USER -> "user:" + name;
      case BREAK_GLASS -> BREAK_GLASS;
    };
  }
}
