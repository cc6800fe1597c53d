package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.worker.kubernetes.JobView.Conclusion;
import dev.dre.worker.kubernetes.JobView.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobFollowerTest {

  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
  private static final SubmittedJob JOB =
      new SubmittedJob(
          new JobAddress(new ClusterName("cluster-a"), "dre-jobs", "dre-x"),
          "uid-1",
          Duration.ofMinutes(10));

  private final FakeGateway cluster = new FakeGateway();
  private final JobFollower follower = new JobFollower(cluster, JOB, START);

  @Test
  void aJobThatIsGoneHasVanishedAndIsNeverTakenForDone() {
    assertThat(follower.look(START)).contains(new JobOutcome.Vanished());
  }

  @Test
  void aRunningJobHasNoOutcomeAndTellsItsProgress() {
    cluster.view = running();
    cluster.log = "DRE {\"progress\":0.5,\"message\":\"half\"}";

    assertThat(follower.look(START)).isEmpty();
    assertThat(follower.progress().fraction()).isEqualTo(0.5);
  }

  @Test
  void progressIsWhatTheJobHasNotSaidBefore() {
    cluster.view = running();
    cluster.log = "DRE {\"progress\":0.5,\"message\":\"half\"}";
    follower.look(START.plusSeconds(10));
    follower.look(START.plusSeconds(20));

    assertThat(follower.progress().since()).contains(START.plusSeconds(10));

    cluster.log += "\nDRE {\"progress\":0.5,\"message\":\"a little more\"}";
    follower.look(START.plusSeconds(30));

    assertThat(follower.progress().since()).contains(START.plusSeconds(30));
  }

  @Test
  void aJobThatSaysNothingHasDoneSoSinceItIsFollowed() {
    cluster.view = running();
    follower.look(START.plusSeconds(10));

    assertThat(follower.progress().since()).contains(START);
  }

  @Test
  void anotherWorkerKnowsSinceWhenItHasSaidTheSame() {
    cluster.view = running();
    cluster.log = "DRE {\"progress\":0.5,\"message\":\"half\"}";
    follower.look(START.plusSeconds(10));
    var away = follower.progress().unseen("cluster-a does not answer");

    var another = new JobFollower(cluster, JOB, START.plusSeconds(60), Optional.of(away));
    another.look(START.plusSeconds(61));

    assertThat(another.progress()).isEqualTo(follower.progress());
  }

  @Test
  void theResultOfASucceededJobIsItsOutputs() {
    cluster.view =
        ended(new Conclusion(true, "", ""), pod("", "", 0, "Completed", "{\"a\":\"1\"}"));

    assertThat(follower.look(START))
        .get()
        .isInstanceOfSatisfying(
            JobOutcome.Succeeded.class, done -> assertThat(done.outputs()).containsEntry("a", "1"));
  }

  @Test
  void aFailedJobShowsTheEndOfItsLogWithoutSecrets() {
    cluster.view =
        ended(new Conclusion(false, "BackoffLimitExceeded", ""), pod("", "", 3, "Error", ""));
    cluster.log = "password=hunter2\nno space left\nDRE {\"progress\":0.1}";

    assertThat(follower.look(START))
        .contains(
            new JobOutcome.Failed("it ended with exit code 3", "password=•••\nno space left"));
  }

  @Test
  void theLogIsKeptWhenThePodGoesBeforeTheJobEnds() {
    cluster.view = ended(Optional.empty(), pod("", "", 3, "Error", ""));
    cluster.log = "the last words";
    follower.look(START);
    cluster.view =
        new JobView(
            true,
            Optional.of(new Conclusion(false, "BackoffLimitExceeded", "")),
            Optional.empty(),
            "");

    assertThat(follower.look(START))
        .contains(new JobOutcome.Failed("it ended with exit code 3", "the last words"));
  }

  @Test
  void aPodThatRanTooLongIsNotAFailure() {
    cluster.view =
        ended(
            new Conclusion(false, "BackoffLimitExceeded", ""),
            pod("DeadlineExceeded", "", 137, "Error", ""));

    assertThat(follower.look(START)).get().isInstanceOf(JobOutcome.TimedOut.class);
  }

  @Test
  void tooLittleMemoryIsSaidInWords() {
    cluster.view =
        ended(new Conclusion(false, "BackoffLimitExceeded", ""), pod("", "", 137, "OOMKilled", ""));

    assertThat(follower.look(START))
        .get()
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .isEqualTo(
                        "it needed more memory than its limit of 512Mi (OOMKilled). In the runbook, memory: says how much its Job gets"));
  }

  @Test
  void aPodThatWasEvictedIsSaidToBe() {
    cluster.view =
        ended(
            new Conclusion(false, "PodFailurePolicy", "has condition DisruptionTarget matching"),
            pod("", "", 137, "Error", ""));

    assertThat(follower.look(START))
        .get()
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.reason()).contains("evicted"));
  }

  @Test
  void aPodWhoseEndNobodySawIsUnknown() {
    cluster.view =
        new JobView(
            true,
            Optional.of(new Conclusion(false, "BackoffLimitExceeded", "")),
            Optional.empty(),
            "");

    assertThat(follower.look(START)).get().isInstanceOf(JobOutcome.NeverStarted.class);
  }

  @Test
  void aMissingSecretEndsTheWaitAtOnce() {
    cluster.view = waiting("CreateContainerConfigError", "secret \"x\" not found");

    assertThat(follower.look(START))
        .contains(
            new JobOutcome.NeverStarted(
                "a Secret is missing (CreateContainerConfigError: secret \"x\" not found)."
                    + " Create it in the namespace dre-jobs of cluster-a, with the keys username and password."));
  }

  @Test
  void aRegistryGetsAMinuteAndAHalf() {
    cluster.view = waiting("ImagePullBackOff", "no such image");

    assertThat(follower.look(START.plusSeconds(60))).isEmpty();
    assertThat(follower.look(START.plusSeconds(91)))
        .get()
        .isInstanceOf(JobOutcome.NeverStarted.class);
  }

  @Test
  void whyNoPodCouldBeMadeIsSaidAfterHalfAMinute() {
    cluster.view = new JobView(true, Optional.empty(), Optional.empty(), "exceeded quota");

    assertThat(follower.look(START.plusSeconds(10))).isEmpty();
    assertThat(follower.look(START.plusSeconds(31)))
        .contains(
            new JobOutcome.NeverStarted(
                "the quota of the namespace is used up (exceeded quota)."
                    + " Wait until others have ended, or raise the ResourceQuota of dre-jobs in cluster-a."));
  }

  private static JobView running() {
    return ended(Optional.empty(), pod("", "", null, "", ""));
  }

  private static JobView waiting(String reason, String message) {
    var pod = new PodView("pod-1", "", false, reason, message, "", "", Optional.empty(), "", "");
    return new JobView(true, Optional.empty(), Optional.of(pod), "");
  }

  private static JobView ended(Conclusion conclusion, PodView pod) {
    return ended(Optional.of(conclusion), pod);
  }

  private static JobView ended(Optional<Conclusion> conclusion, PodView pod) {
    return new JobView(true, conclusion, Optional.of(pod), "");
  }

  private static PodView pod(
      String reason, String waiting, @Nullable Integer exitCode, String terminated, String result) {
    return new PodView(
        "pod-1",
        reason,
        true,
        waiting,
        "",
        "",
        "512Mi",
        Optional.ofNullable(exitCode),
        terminated,
        result);
  }
}
