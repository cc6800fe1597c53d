package dev.dre.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalRequestTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Actor ALICE = person("U0ALICE01");
  private static final Actor BOB = person("U0BOB0001");
  private static final Actor CAROL = person("U0CAROL01");
  private static final Set<String> DRE = Set.of("dre");

  @Test
  void oneOfTheGroupSatisfiesAPolicyOfOne() {
    assertThat(requiring(1).judge(approval(BOB, DRE))).isEqualTo(new Ruling.Satisfied());
  }

  @Test
  void theRequesterCannotApprove() {
    var ruling = requiring(1).judge(approval(ALICE, DRE));

    assertThat(ruling).isInstanceOf(Ruling.Refused.class);
    assertThat(((Ruling.Refused) ruling).reason()).contains("somebody else").contains("@dre");
  }

  @Test
  void theRequesterCanApproveWhereThePolicyDoesNotExcludeIt() {
    var policy = new Policy("p", 1, List.of(Principal.group("dre")), false, false, hours(4));

    assertThat(request(policy).judge(approval(ALICE, DRE))).isEqualTo(new Ruling.Satisfied());
  }

  @Test
  void somebodyOutsideTheGroupCannotApprove() {
    assertThat(requiring(1).judge(approval(BOB, Set.of("payments"))))
        .isEqualTo(new Ruling.Refused("only @dre can approve this."));
  }

  @Test
  void somebodyWhoseGroupsCouldNotBeResolvedCannotApprove() {
    assertThat(requiring(1).judge(approval(BOB, Set.of()))).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void aUserCanBeNamedDirectly() {
    var policy = new Policy("p", 1, List.of(Principal.user("U0BOB0001")), true, false, hours(4));

    assertThat(request(policy).judge(approval(BOB, Set.of()))).isEqualTo(new Ruling.Satisfied());
    assertThat(request(policy).judge(approval(CAROL, Set.of()))).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void aPolicyThatNamesNobodyLetsNobodyApprove() {
    var policy = new Policy("empty", 1, List.of(), true, false, hours(4));

    assertThat(request(policy).judge(approval(BOB, DRE))).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void twoPeopleSatisfyAPolicyOfTwo() {
    var request = requiring(2);

    assertThat(request.judge(approval(BOB, DRE))).isEqualTo(new Ruling.Counted(1));
    assertThat(request.with(approval(BOB, DRE)).judge(approval(CAROL, DRE)))
        .isEqualTo(new Ruling.Satisfied());
  }

  @Test
  void aSecondApprovalByTheSamePersonDoesNotCount() {
    var request = requiring(2).with(approval(BOB, DRE));

    assertThat(request.judge(approval(BOB, DRE))).isEqualTo(new Ruling.AlreadyCounted());
    assertThat(request.missing()).isEqualTo(1);
  }

  @Test
  void oneRejectionEndsIt() {
    assertThat(requiring(2).judge(rejection(BOB, DRE))).isEqualTo(new Ruling.Rejected());
  }

  @Test
  void theRequesterCanTakeTheRequestBack() {
    assertThat(requiring(1).judge(rejection(ALICE, Set.of()))).isEqualTo(new Ruling.Rejected());
  }

  @Test
  void aStrangerCannotReject() {
    assertThat(requiring(1).judge(rejection(CAROL, Set.of()))).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void nothingCountsFromTheMomentOfExpiryOn() {
    var late = new Decision(BOB, DRE, Decision.Verdict.APPROVE, "", NOON.plus(hours(4)));

    assertThat(requiring(1).judge(late)).isInstanceOf(Ruling.Refused.class);
    assertThat(requiring(1).expired(NOON.plus(hours(4)))).isTrue();
    assertThat(requiring(1).expired(NOON.plus(hours(4)).minusNanos(1))).isFalse();
  }

  @Test
  void aCommentIsAskedForWhereThePolicySaysSo() {
    var policy = new Policy("p", 1, List.of(Principal.group("dre")), true, true, hours(4));
    var commented = new Decision(BOB, DRE, Decision.Verdict.APPROVE, "lag is fine", NOON);

    assertThat(request(policy).judge(approval(BOB, DRE))).isInstanceOf(Ruling.Refused.class);
    assertThat(request(policy).judge(commented)).isEqualTo(new Ruling.Satisfied());
  }

  @Test
  void samePersonInAnotherWorkspaceIsSomebodyElse() {
    var policy = new Policy("p", 1, List.of(Principal.group("dre")), true, false, hours(4));
    var foreign = new Actor.Person("", "T0OTHER01", "U0ALICE01");

    assertThat(request(policy).judge(approval(foreign, DRE))).isEqualTo(new Ruling.Satisfied());
  }

  @Test
  void breakGlassApprovesOnlyWhereThePolicyNamesItAndOnceForEachAccount() {
    var policy =
        new Policy(
            "night",
            2,
            List.of(Principal.group("dre"), Principal.breakGlass()),
            true,
            false,
            hours(4));
    var first = approval(new Actor.BreakGlass("bob", "jump-1", "the chat is down"), Set.of());
    var again = approval(new Actor.BreakGlass("bob", "jump-1", "in a hurry"), Set.of());
    var other = approval(new Actor.BreakGlass("carol", "jump-1", "the chat is down"), Set.of());

    assertThat(requiring(1).judge(first)).isInstanceOf(Ruling.Refused.class);
    assertThat(request(policy).judge(first)).isEqualTo(new Ruling.Counted(1));
    assertThat(request(policy).with(first).judge(again)).isEqualTo(new Ruling.AlreadyCounted());
    assertThat(request(policy).with(first).judge(other)).isEqualTo(new Ruling.Satisfied());
  }

  private static ApprovalRequest requiring(int n) {
    return request(
        new Policy("prod-risky", n, List.of(Principal.group("dre")), true, false, hours(4)));
  }

  private static ApprovalRequest request(Policy policy) {
    return new ApprovalRequest(policy, ALICE, List.of(), NOON.plus(policy.expiry()), List.of());
  }

  private static Decision approval(Actor actor, Set<String> groups) {
    return new Decision(actor, groups, Decision.Verdict.APPROVE, "", NOON);
  }

  private static Decision rejection(Actor actor, Set<String> groups) {
    return new Decision(actor, groups, Decision.Verdict.REJECT, "", NOON);
  }

  private static Actor person(String user) {
    return new Actor.Person("", "T0SANDBOX", user);
  }

  private static Duration hours(int n) {
    return Duration.ofHours(n);
  }
}
