package dev.dre.approvals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One open question to people, with the answers so far.
 *
 * @param requester whoever started what is to be approved
 * @param editors whoever has changed it since; where the requester may not approve, they may not
 * @param expiresAt from this moment on no decision counts; compared with the clock, never left to a
 *     timer
 * @param decisions those that counted, oldest first
 */
public record ApprovalRequest(
    Policy policy,
    Actor requester,
    List<Actor> editors,
    Instant expiresAt,
    List<Decision> decisions) {

  public ApprovalRequest {
    editors = List.copyOf(editors);
    decisions = List.copyOf(decisions);
  }

  /** How many approvals by different people are still needed. */
  public int missing() {
    // Nobody is in there twice: a second approval by the same somebody is not counted.
    long approvals =
        decisions.stream().filter(d -> d.verdict() == Decision.Verdict.APPROVE).count();
    return (int) Math.max(0, policy.required() - approvals);
  }

  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** What {@code decision} would do. Changes nothing: see {@link #with}. */
  public Ruling judge(Decision decision) {
    if (expired(decision.at())) {
      return new Ruling.Refused(
          "this request expired at %s. Nothing was approved; it can be asked again with Retry."
              .formatted(expiresAt));
    }
    return switch (decision.verdict()) {
      case REJECT -> judgeRejection(decision);
      case APPROVE -> judgeApproval(decision);
    };
  }

  /** This request with {@code decision} among those that counted. */
  public ApprovalRequest with(Decision decision) {
    var all = new ArrayList<>(decisions);
    all.add(decision);
    return new ApprovalRequest(policy, requester, editors, expiresAt, all);
  }

  public ApprovalRequest withExpiry(Instant newExpiry) {
    return new ApprovalRequest(policy, requester, editors, newExpiry, decisions);
  }

  // Stopping is easier than starting: the requester may always take the request back.
  private Ruling judgeRejection(Decision decision) {
    if (mayApprove(decision) || decision.actor().is(requester)) {
      return new Ruling.Rejected();
    }
    return new Ruling.Refused("only %s can reject this.".formatted(policy.approversInWords()));
  }

  private Ruling judgeApproval(Decision decision) {
    if (policy.excludeRequester() && decision.actor().is(requester)) {
      return new Ruling.Refused(
          "you asked for this, so somebody else has to approve it: %s."
              .formatted(policy.approversInWords()));
    }
    if (policy.excludeRequester() && editors.stream().anyMatch(e -> e.is(decision.actor()))) {
      return new Ruling.Refused(
          "you changed what is to be approved, so somebody else has to approve it: %s."
              .formatted(policy.approversInWords()));
    }
    if (!mayApprove(decision)) {
      return new Ruling.Refused("only %s can approve this.".formatted(policy.approversInWords()));
    }
    if (policy.commentRequired() && decision.comment().isBlank()) {
      return new Ruling.Refused(
          "policy %s asks for a comment with each approval.".formatted(policy.name()));
    }
    boolean before = decisions.stream().anyMatch(d -> d.actor().is(decision.actor()));
    if (before) {
      return new Ruling.AlreadyCounted();
    }
    int missing = missing() - 1;
    return missing == 0 ? new Ruling.Satisfied() : new Ruling.Counted(missing);
  }

  private boolean mayApprove(Decision decision) {
    return policy.from().stream().anyMatch(p -> p.covers(decision.actor(), decision.groups()));
  }
}
