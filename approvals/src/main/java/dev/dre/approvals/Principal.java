package dev.dre.approvals;

import java.util.Optional;
import java.util.Set;

/**
 * Who a policy or a right names: a group, or one user. Written {@code group:dre} or {@code
 * user:U0BOB0001}.
 */
public record Principal(Kind kind, String name) {

  public enum Kind {
    GROUP,
    USER
  }

  public static Principal group(String name) {
    return new Principal(Kind.GROUP, name);
  }

  public static Principal user(String userId) {
    return new Principal(Kind.USER, userId);
  }

  /** Empty when {@code text} is neither {@code group:<name>} nor {@code user:<id>}. */
  public static Optional<Principal> parse(String text) {
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
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case GROUP -> "group:" + name;
      case USER -> "user:" + name;
    };
  }
}
