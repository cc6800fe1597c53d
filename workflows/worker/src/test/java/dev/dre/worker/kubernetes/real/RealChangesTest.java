package dev.dre.worker.kubernetes.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.event.Verification;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Kind;
import dev.dre.operations.temporal.ChangeOutcome;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Changes of objects in a real cluster: made, seen through, looked after, taken back. */
@Tag("real-clusters")
@Execution(ExecutionMode.CONCURRENT)
class RealChangesTest {

  private static RealCluster cluster;
  private static RealChanges changes;

  @BeforeAll
  static void begin() {
    cluster = new RealCluster("cluster-a");
    changes = new RealChanges(cluster);
  }

  @AfterAll
  static void end() {
    changes.close();
    cluster.close();
  }

  @Test
  void aStatefulSetIsScaledSeenThroughAndPutBack() {
    changes.runs("scaled", 1);
    var request = changes.scale("scaled", 2);

    var seen = changes.look(request);
    assertThat(seen.why()).isEmpty();
    assertThat(seen.reading()).containsEntry("statefulset/scaled", "spec.replicas: 1 → 2");
    assertThat(changes.statefulSet("scaled").getSpec().getReplicas()).isEqualTo(1);
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.NOT_DONE);

    assertThat(changes.make(RealChanges.approved(request, seen))).isEqualTo(ChangeOutcome.done());

    assertThat(changes.statefulSet("scaled").getStatus().getReadyReplicas()).isEqualTo(2);
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.DONE);

    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());

    var after = changes.statefulSet("scaled");
    assertThat(after.getSpec().getReplicas()).isEqualTo(1);
    assertThat(after.getStatus().getReplicas()).isEqualTo(1);
    assertThat(after.getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
  }

  @Test
  void aTryAfterALostAnswerFindsItsOwnChange() {
    changes.runs("lost", 1);
    var restart = changes.request(Kind.RESTART, "StatefulSet", "lost", "");
    var seen = changes.look(restart);
    assertThat(seen.reading())
        .containsEntry("statefulset/lost", "1 pod is made anew, one after the other");
    var approved = RealChanges.approved(restart, seen);
    String pod = changes.podUid("lost-0");

    assertThat(changes.make(approved)).isEqualTo(ChangeOutcome.done());
    long generation = changes.statefulSet("lost").getMetadata().getGeneration();
    assertThat(changes.podUid("lost-0")).isNotEqualTo(pod);

    assertThat(changes.make(approved)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.statefulSet("lost").getMetadata().getGeneration()).isEqualTo(generation);
    assertThat(changes.verify(restart).verification()).isEqualTo(Verification.DONE);
    assertThat(changes.undo(restart)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.verify(restart).verification()).isEqualTo(Verification.NOT_DONE);
  }

  @Test
  void anImageThatCannotBePulledIsSaidAndTakenBackWithItsBrokenPod() {
    changes.runs("pulled", 2);
    var request =
        changes.request(
            Kind.SET_IMAGE,
            "StatefulSet",
            "pulled",
            RealChanges.image("localhost/no-such-image:1"));

    assertThat(changes.make(request).problem())
        .contains("of 2 pods", "pod pulled-1 does not start", "its image cannot be pulled");
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.PARTIAL);

    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.statefulSet("pulled").getStatus().getReadyReplicas()).isEqualTo(2);
    assertThat(changes.imageOf("pulled")).isEqualTo(RealCluster.TOOLBOX);
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.NOT_DONE);
  }

  @Test
  void aPodThatEndsAgainAndAgainIsSaidWithItsLastWords() {
    changes.runs("crashes", 1);
    var request =
        changes.request(
            Kind.PATCH,
            "StatefulSet",
            "crashes",
            RealChanges.pod(
                """
                {"name":"db","command":["bash","-c","echo the disk is full; sleep 1; exit 3"]}"""));

    var outcome = changes.make(request);

    assertThat(outcome.problem()).contains("pod crashes-0 does not start", "CrashLoopBackOff");
    assertThat(outcome.lastLines()).contains("the disk is full");
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
  }

  @Test
  void whatNoNodeTakesHasNotComeThroughInTimeAndSaysWhy() {
    changes.runs("huge", 1);
    var request =
        changes.within(
            Duration.ofSeconds(90),
            changes.request(
                Kind.PATCH,
                "StatefulSet",
                "huge",
                RealChanges.pod(
                    """
                    {"name":"db","resources":{"requests":{"memory":"9000Gi"},"limits":{"memory":"9000Gi"}}}""")));

    assertThat(changes.make(request).problem())
        .contains("has not come through", "huge-0: Unschedulable");
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
  }

  @Test
  void whatChangedSinceApprovalIsNotChanged() {
    changes.runs("other", 1);
    var request = changes.scale("other", 2);
    var approved = RealChanges.approved(request, changes.look(request));
    changes.edit("other", set -> set.getSpec().setRevisionHistoryLimit(7));

    assertThat(changes.make(approved).problem()).contains("has changed since approval");
    assertThat(changes.statefulSet("other").getSpec().getReplicas()).isEqualTo(1);
  }

  @Test
  void aStatusThatMovedIsNoChangeSinceApproval() {
    changes.runs("moved", 1);
    var request = changes.scale("moved", 0);
    var approved = RealChanges.approved(request, changes.look(request));
    String before = changes.statefulSet("moved").getMetadata().getResourceVersion();
    cluster.admin().pods().inNamespace(cluster.namespace()).withName("moved-0").delete();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> changes.statefulSet("moved").getMetadata().getResourceVersion(),
            now -> !now.equals(before));

    assertThat(changes.make(approved)).isEqualTo(ChangeOutcome.done());
  }

  @Test
  void whatSomebodyChangedAfterwardsIsNotPutBackOverThat() {
    changes.runs("after", 1);
    var request = changes.scale("after", 2);
    assertThat(changes.make(request)).isEqualTo(ChangeOutcome.done());
    changes.edit("after", set -> set.getSpec().setReplicas(3));

    assertThat(changes.verify(request).verification()).isEqualTo(Verification.PARTIAL);
    assertThat(changes.undo(request).problem())
        .contains("changed by somebody after dre", "spec.replicas: 2 → 3");
    changes.edit("after", set -> set.getSpec().setReplicas(2));
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.statefulSet("after").getSpec().getReplicas()).isEqualTo(1);
  }

  @Test
  void whatAnOperatorOrHelmOwnsIsRefusedByName() {
    changes.runs("owned", 0);
    // One that is there: the garbage collector takes objects whose owner it does not know.
    changes.deploys("operator", 0);
    changes.edit(
        "owned",
        set ->
            set.getMetadata()
                .getOwnerReferences()
                .add(
                    new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName("operator")
                        .withUid(changes.deployment("operator").getMetadata().getUid())
                        .withController(true)
                        .build()));
    changes.runs("by-helm", 0);
    changes.edit(
        "by-helm",
        set -> set.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "Helm")));

    assertThat(changes.look(changes.scale("by-helm", 1)).why()).contains("managed_by: helm");
    assertThat(changes.look(changes.managedByHelm(changes.scale("by-helm", 1))).why()).isEmpty();
    assertThat(changes.look(changes.scale("owned", 1)).why())
        .contains("it belongs to Deployment operator");
  }

  @Test
  void anAnnotationThatWasAddedIsTakenAwayThoughThereWasNoneBefore() {
    changes.runs("marked", 0);
    var request =
        changes.request(
            Kind.PATCH,
            "StatefulSet",
            "marked",
            "{\"metadata\":{\"annotations\":{\"example.com/x\":\"1\"}}}");

    assertThat(changes.make(request)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());

    assertThat(changes.statefulSet("marked").getMetadata().getAnnotations()).isNullOrEmpty();
  }

  @Test
  void whatTheServerFillsInByItselfDoesNotKeepWhatWasMadeFromBeingTakenAway() {
    var service =
        changes.request(
            Kind.APPLY,
            "Service",
            "made-by-apply",
            "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"made-by-apply\"},\"spec\":{\"selector\":{\"app\":\"made-by-apply\"},\"ports\":[{\"port\":6432}]}}");
    var workload =
        changes.request(
            Kind.APPLY, "Deployment", "made-by-apply", changes.deploymentOf("made-by-apply"));
    for (var request : List.of(service, workload)) {
      assertThat(changes.make(request)).isEqualTo(ChangeOutcome.done());
      assertThat(changes.verify(request).verification()).isEqualTo(Verification.DONE);

      assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());

      assertThat(changes.verify(request).verification()).isEqualTo(Verification.NOT_DONE);
    }
  }

  @Test
  void whatIsUndoneForOneDatastoreIsKeptWhenAnotherAppliesToTheSame() {
    var first = changes.apply("shared", "{\"a\":\"1\"}");
    assertThat(changes.make(first)).isEqualTo(ChangeOutcome.done());
    var others = changes.ofAnother(changes.apply("shared", "{\"a\":\"1\",\"b\":\"2\"}"));
    assertThat(changes.make(others)).isEqualTo(ChangeOutcome.done());

    assertThat(changes.undo(others)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.data("shared")).containsOnlyKeys("a");
    assertThat(changes.undo(first)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.verify(first).verification()).isEqualTo(Verification.NOT_DONE);
  }

  @Test
  void whatIsAppliedIsMadeChangedPutBackAndRemoved() {
    var first = changes.apply("settings", "{\"work_mem\":\"4MB\"}");
    assertThat(changes.look(first).reading()).containsEntry("configmap/settings", "is made");
    assertThat(changes.make(first)).isEqualTo(ChangeOutcome.done());
    var second = changes.apply("settings", "{\"work_mem\":\"8MB\"}");
    assertThat(changes.look(second).reading())
        .containsEntry("configmap/settings", "data.work_mem: 4MB → 8MB");
    assertThat(changes.make(second)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.verify(first).verification()).isEqualTo(Verification.PARTIAL);

    assertThat(changes.undo(second)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.data("settings")).containsEntry("work_mem", "4MB");
    // What was put back was put back by dre, so dre may apply it again.
    var third = changes.apply("settings", "{\"work_mem\":\"16MB\"}");
    assertThat(changes.make(third)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.undo(third)).isEqualTo(ChangeOutcome.done());

    assertThat(changes.undo(first)).isEqualTo(ChangeOutcome.done());
    await().atMost(Duration.ofMinutes(1)).until(() -> !changes.exists("settings"));
    assertThat(changes.undo(first)).isEqualTo(ChangeOutcome.done());
  }

  @Test
  void aFieldThatSomebodyElseOwnsIsNotTaken() {
    changes.appliedBy("helm-controller", "taken", "{\"work_mem\":\"4MB\"}");

    assertThat(changes.look(changes.apply("taken", "{\"work_mem\":\"8MB\"}")).why())
        .contains("somebody else decides", "helm-controller", ".data.work_mem");
    assertThat(changes.data("taken")).containsEntry("work_mem", "4MB");
  }

  @Test
  void aVolumeGrowsAndStaysLarge() {
    changes.volume("data-large-0", "1Gi", true);
    var request = changes.resize("data-large-0", "2Gi");
    var seen = changes.look(request);
    assertThat(seen.reading())
        .containsEntry("pvc/data-large-0", "spec.resources.requests.storage: 1Gi → 2Gi");
    changes.growsLater("data-large-0", "2Gi");

    assertThat(changes.make(RealChanges.approved(request, seen))).isEqualTo(ChangeOutcome.done());
    assertThat(changes.verify(request).evidence()).contains("the volume has 2Gi of 2Gi");
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.DONE);
    assertThat(changes.look(changes.resize("data-large-0", "1Gi")).why()).isNotEmpty();
  }

  @Test
  void aVolumeThatCannotGrowIsRefusedInTheServersWords() {
    changes.volume("data-small-0", "1Gi", false);
    var request = changes.resize("data-small-0", "2Gi");

    assertThat(changes.look(request).why()).contains("pvc/data-small-0", "must support resize");
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.NOT_DONE);
  }

  @Test
  void whatCannotBeIsSaidBeforeAnybodyIsAsked() {
    changes.runs("plain", 0);

    assertThat(changes.look(changes.scale("nobody", 2)).why())
        .isEqualTo("there is no statefulset/nobody in " + cluster.namespace());
    assertThat(
            changes
                .look(
                    changes.request(
                        Kind.SET_IMAGE,
                        "StatefulSet",
                        "plain",
                        RealChanges.pod("{\"name\":\"postgres\",\"image\":\"x\"}")))
                .why())
        .contains("no container postgres: it has db");
    assertThat(
            changes
                .look(
                    changes.request(
                        Kind.PATCH, "StatefulSet", "plain", "{\"spec\":{\"replicaz\":2}}"))
                .why())
        .contains("replicaz");
  }

  @Test
  void aRestartByHandCountsWhereItWasHandedOver() {
    changes.runs("hand", 1);
    var request =
        changes.byHandSince(
            changes.request(Kind.RESTART, "StatefulSet", "hand", ""),
            Instant.now().minusSeconds(1));
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.NOT_DONE);

    changes.edit(
        "hand",
        set ->
            set.getSpec()
                .getTemplate()
                .getMetadata()
                .setAnnotations(
                    Map.of("kubectl.kubernetes.io/restartedAt", Instant.now().toString())));

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> changes.verify(request).verification() == Verification.DONE);
  }

  @Test
  void aDeploymentIsPatchedAndRolledOut() {
    changes.deploys("pooler", 1);
    var request =
        changes.request(
            Kind.PATCH,
            "Deployment",
            "pooler",
            RealChanges.pod("{\"name\":\"db\",\"env\":[{\"name\":\"POOL\",\"value\":\"9\"}]}"));

    var seen = changes.look(request);
    assertThat(seen.reading().get("deployment/pooler")).contains("nothing →", "POOL");
    assertThat(changes.make(RealChanges.approved(request, seen))).isEqualTo(ChangeOutcome.done());
    assertThat(changes.verify(request).verification()).isEqualTo(Verification.DONE);
    assertThat(changes.undo(request)).isEqualTo(ChangeOutcome.done());
    assertThat(changes.look(request).reading().get(PlannedChange.AS_OF)).isNotBlank();
  }
}
