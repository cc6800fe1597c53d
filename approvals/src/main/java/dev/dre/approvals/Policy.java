package dev.dre.approvals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * @param reminder how often who is asked is reminded; empty: never
 * @param escalation who is called when nobody decides; empty: nobody
 */
public record Policy(
    String name,
    int required,
    List<Principal> from,
    boolean excludeRequester,
    boolean commentRequired,
    Duration expiry,
    Optional<Duration> reminder,
    Optional<Escalation> escalation) {

  /** One that reminds and calls nobody. */
  public Policy(
      String name,
      int required,
      List<Principal> from,
      boolean excludeRequester,
      boolean commentRequired,
      Duration expiry) {
    this(
        name,
        required,
        from,
        excludeRequester,
        commentRequired,
        expiry,
        Optional.empty(),
        Optional.empty());
  }

  /** The same for {@code approvers}. */
  public Policy from(List<Principal> approvers) {
    return new Policy(
        name, required, approvers, excludeRequester, commentRequired, expiry, reminder, escalation);
  }

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
