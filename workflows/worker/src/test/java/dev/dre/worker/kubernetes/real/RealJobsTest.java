package dev.dre.worker.kubernetes.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.JobOutcome;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.worker.kubernetes.JobRefused;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jobs in a real cluster, from their creation to what people are told of their end. */
@Tag("real-clusters")
@Execution(ExecutionMode.CONCURRENT)
class RealJobsTest {

  private static final String TOO_MUCH = "exec awk 'BEGIN { s = \"x\"; while (1) s = s s }'";

  private static RealCluster cluster;

  @BeforeAll
  static void begin() {
    cluster = new RealCluster("cluster-a");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void aJobTellsItsProgressAndItsOutputs() throws Exception {
    var job =
        cluster
            .gateway()
            .submit(
                cluster.bash(
                    """
                    echo 'DRE {"progress":0.5,"message":"half"}'
                    sleep 4
                    printf '{"rows":"12"}' >"$DRE_RESULT"
                    """));

    assertThat(cluster.says(job, "half").fraction()).isEqualTo(0.5);
    assertThat(cluster.ends(job))
        .isInstanceOfSatisfying(
            JobOutcome.Succeeded.class,
            done -> assertThat(done.outputs()).containsEntry("rows", "12"));
  }

  @Test
  void outputsComeFromTheLogWhereThereIsNoResultFile() throws Exception {
    assertThat(cluster.ends(cluster.bash("echo 'DRE {\"outputs\":{\"rows\":\"12\"}}'")))
        .isInstanceOfSatisfying(
            JobOutcome.Succeeded.class,
            done -> assertThat(done.outputs()).containsEntry("rows", "12"));
  }

  @Test
  void aSecretReachesTheCommandByReferenceOnly() throws Exception {
    cluster
        .admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("password")
                .withNamespace(cluster.namespace())
                .endMetadata()
                .addToStringData("password", "hunter2")
                .build())
        .create();
    JobRequest request = withSecret("password", "echo \"got ${#DB_PASSWORD}\"; exit 3");

    assertFails(request, "exit code 3", "got 7");

    var job =
        cluster
            .admin()
            .batch()
            .v1()
            .jobs()
            .inNamespace(cluster.namespace())
            .withName(request.name());
    assertThat(job.get().toString()).doesNotContain("hunter2");
  }

  @Test
  void theEndOfTheLogOfAFailureIsTold() throws Exception {
    assertFails(
        cluster.bash("seq 1 100; echo no space left; exit 7"), "exit code 7", "no space left");
  }

  @Test
  void anImageNameThatIsNoneIsSaidAtOnce() throws Exception {
    assertNeverStarts(withImage("NO SUCH//IMAGE"), "images: in settings.yaml");
  }

  @Test
  void anImageThatCannotBePulledIsSaidAfterAMinuteAndAHalf() throws Exception {
    assertNeverStarts(withImage("registry.invalid/nothing:1"), "cannot be pulled");
  }

  @Test
  void aSecretThatIsMissingIsNamed() throws Exception {
    assertNeverStarts(
        withSecret("not-there", "true"),
        "\"not-there\" not found",
        "Create it in the namespace " + cluster.namespace() + " of cluster-a");
  }

  @Test
  void aCommandThatIsNotInTheImageIsNamed() throws Exception {
    assertFails(RealCluster.request(cluster.job("no-such-tool", "run")), "no-such-tool", "");
  }

  @Test
  void aCommandThatNeedsTooMuchMemoryIsToldTheLimit() throws Exception {
    assertFails(cluster.bash(TOO_MUCH), "limit of 512Mi", "");
    assertFails(
        RealCluster.request(cluster.job(Optional.of("200Mi"), "bash", "-c", TOO_MUCH)),
        "limit of 200Mi",
        "");
  }

  @Test
  void aServiceAccountThatIsMissingIsNamed() throws Exception {
    PlannedJob job = cluster.job("true");
    assertNeverStarts(
        RealCluster.request(
            new PlannedJob(
                job.cluster(),
                job.namespace(),
                "nobody-made-it",
                job.image(),
                job.command(),
                job.env(),
                job.secrets(),
                job.timeout())),
        "nobody-made-it",
        "service_account in clusters.yaml");
  }

  @Test
  void aQuotaThatIsUsedUpIsSaid() throws Exception {
    try (var full = new RealCluster("cluster-b")) {
      full.admin()
          .resource(
              new ResourceQuotaBuilder()
                  .withNewMetadata()
                  .withName("none")
                  .withNamespace(full.namespace())
                  .endMetadata()
                  .withNewSpec()
                  .addToHard("pods", new Quantity("0"))
                  .endSpec()
                  .build())
          .create();

      assertThat(full.ends(full.bash("true")))
          .isInstanceOfSatisfying(
              JobOutcome.NeverStarted.class,
              never -> assertThat(never.cause()).contains("raise the ResourceQuota"));
    }
  }

  @Test
  void aNamespaceThatDoesNotExistIsRefused() {
    PlannedJob job = cluster.job("true");
    var elsewhere =
        new PlannedJob(
            job.cluster(),
            "nobody-made-it",
            job.serviceAccount(),
            job.image(),
            job.command(),
            job.env(),
            job.secrets(),
            job.timeout());

    assertThatThrownBy(() -> cluster.gateway().submit(RealCluster.request(elsewhere)))
        .isInstanceOf(JobRefused.class)
        .hasMessageContaining("nobody-made-it");
  }

  @Test
  void aJobThatRunsTooLongIsStoppedAndSaidToBe() throws Exception {
    PlannedJob job = cluster.job("sleep", "600");
    assertThat(
            cluster.ends(
                RealCluster.request(
                    new PlannedJob(
                        job.cluster(),
                        job.namespace(),
                        job.serviceAccount(),
                        job.image(),
                        job.command(),
                        job.env(),
                        job.secrets(),
                        Duration.ofSeconds(5)))))
        .isInstanceOf(JobOutcome.TimedOut.class);
  }

  @Test
  void aJobThatSomebodyDeletesHasVanished() throws Exception {
    var job = cluster.gateway().submit(cluster.bash("echo 'DRE {\"progress\":0.1}'; sleep 600"));
    await().atMost(Duration.ofMinutes(1)).until(() -> pod(job.address().name()).isPresent());

    cluster.gateway().remove(job.address());

    assertThat(cluster.ends(job)).isInstanceOf(JobOutcome.Vanished.class);
  }

  @Test
  void aPodThatIsEvictedIsSaidToBe() throws Exception {
    var job =
        cluster
            .gateway()
            .submit(
                cluster.bash("echo 'DRE {\"progress\":0.1,\"message\":\"on\"}'; exec sleep 600"));
    cluster.says(job, "on");
    String pod = pod(job.address().name()).orElseThrow();
    cluster
        .admin()
        .pods()
        .inNamespace(cluster.namespace())
        .withName(pod)
        .evict(
            new EvictionBuilder()
                .withNewMetadata()
                .withName(pod)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .build());

    assertThat(cluster.ends(job))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.reason()).contains("evicted"));
  }

  @Test
  void theSameRequestAdoptsItsJobAndAnotherOneIsRefused() throws Exception {
    JobRequest request = cluster.bash("sleep 1");
    var first = cluster.gateway().submit(request);

    assertThat(cluster.gateway().submit(request)).isEqualTo(first);
    var other =
        new JobRequest(
            request.name(),
            "somebody else",
            request.operation(),
            request.datastore(),
            request.job(),
            request.purpose(),
            request.environment());
    assertThatThrownBy(() -> cluster.gateway().submit(other)).isInstanceOf(JobRefused.class);
  }

  @Test
  void whatIsRemovedIsGoneOnlyWhenItsPodIs() throws Exception {
    var job =
        cluster
            .gateway()
            .submit(
                cluster.bash(
                    "trap 'sleep 5; exit 0' TERM; echo 'DRE {\"message\":\"on\",\"progress\":0}'; sleep 600 & wait"));
    cluster.says(job, "on");

    await().atMost(Duration.ofMinutes(1)).until(() -> cluster.gateway().remove(job.address()));

    assertThat(pod(job.address().name())).isEmpty();
  }

  private static java.util.Optional<String> pod(String job) {
    return cluster
        .admin()
        .pods()
        .inNamespace(cluster.namespace())
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems()
        .stream()
        .map(pod -> pod.getMetadata().getName())
        .findFirst();
  }

  private static void assertFails(JobRequest request, String reason, String log) throws Exception {
    assertThat(cluster.ends(request))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).contains(reason);
              assertThat(failed.lastLines()).contains(log);
            });
  }

  private static void assertNeverStarts(JobRequest request, String... words) throws Exception {
    assertThat(cluster.ends(request))
        .isInstanceOfSatisfying(
            JobOutcome.NeverStarted.class, never -> assertThat(never.cause()).contains(words));
  }

  private static JobRequest withImage(String image) {
    PlannedJob job = cluster.job("true");
    return RealCluster.request(
        new PlannedJob(
            job.cluster(),
            job.namespace(),
            job.serviceAccount(),
            image,
            job.command(),
            job.env(),
            job.secrets(),
            job.timeout()));
  }

  private static JobRequest withSecret(String secret, String script) {
    PlannedJob job = cluster.job("bash", "-c", script);
    return RealCluster.request(
        new PlannedJob(
            job.cluster(),
            job.namespace(),
            job.serviceAccount(),
            job.image(),
            job.command(),
            job.env(),
            new TreeMap<>(Map.of("DB_PASSWORD", new PlannedJob.SecretKey(secret, "password"))),
            job.timeout()));
  }
}
