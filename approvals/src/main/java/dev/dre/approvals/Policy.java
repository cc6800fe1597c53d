package dev.dre.approvals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What it takes to pass a gate.
 *
 * @param name as the operator wrote it
 * @param required how many different people have to approve, at least 1
 * @param from who may approve; empty means nobody
 * @param excludeRequester whether whoever started the operation may not approve it
 * @param commentRequired whether an approval without a comment is refused
 * @param expiry how long the gate stays open; when it is over nothing is approved
 */
public record Policy(
    String name,
    int required,
    List<Principal> from,
    boolean excludeRequester,
    boolean commentRequired,
    Duration expiry) {

  public Policy {
    if (required < 1) {
      throw new IllegalArgumentException(
          "policy %s: required is %d, must be at least 1".formatted(name, required));
    }
    from = List.copyOf(from);
  }

  /** For people: {@code @dre or U0BOB0001}. Groups are written as mentions of their name. */
  public String approversInWords() {
    if (from.isEmpty()) {
      return "nobody: policy " + name + " names no approvers";
    }
    return from.stream().map(Principal::words).collect(Collectors.joining(" or "));
  }
}
