package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobRequest;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobSpecTest {

  @Test
  void eachVolumeIsMountedWhereTheCommandLooks() {
    var pod = JobSpec.of(request(job(Map.of("/backups", "claim-a", "/archive", "claim-b"))));
    var spec = pod.getSpec().getTemplate().getSpec();

    var claims = new TreeMap<String, String>();
    spec.getVolumes().stream()
        .filter(v -> v.getPersistentVolumeClaim() != null)
        .forEach(v -> claims.put(v.getName(), v.getPersistentVolumeClaim().getClaimName()));
    assertThat(spec.getContainers().getFirst().getVolumeMounts())
        .filteredOn(m -> claims.containsKey(m.getName()))
        .extracting(VolumeMount::getMountPath, m -> claims.get(m.getName()))
        .containsExactlyInAnyOrder(tuple("/backups", "claim-a"), tuple("/archive", "claim-b"));
    assertThat(spec.getSecurityContext().getFsGroup()).isEqualTo(1000);
  }

  @Test
  void aJobGetsTheMemoryThatItsRunbookSays() {
    assertThat(limits(Optional.of("2Gi"))).isEqualTo(Map.of("memory", new Quantity("2Gi")));
    assertThat(limits(Optional.empty())).isEqualTo(Map.of("memory", new Quantity("512Mi")));
  }

  private static Map<String, Quantity> limits(Optional<String> memory) {
    var pod = JobSpec.of(request(job(Map.of(), memory))).getSpec().getTemplate().getSpec();
    return pod.getContainers().getFirst().getResources().getLimits();
  }

  @Test
  void aJobWithoutVolumesIsWhatItWas() {
    var spec = JobSpec.of(request(job(Map.of()))).getSpec().getTemplate().getSpec();

    assertThat(spec.getVolumes()).singleElement().matches(v -> v.getEmptyDir() != null);
    assertThat(spec.getSecurityContext().getFsGroup()).isNull();
  }

  @Test
  void aClaimThatIsNotThereIsSaidWithWhereToMakeIt() {
    String words =
        NotStarting.inWords(
            "Unschedulable",
            "0/1 nodes are available: persistentvolumeclaim \"dre-backups\" not found.",
            new JobAddress(new ClusterName("cluster-a"), "dre-jobs", "a-job"));

    assertThat(words).startsWith("a volume is missing").contains("dre-jobs of cluster-a");
  }

  private static JobRequest request(PlannedJob job) {
    return new JobRequest(
        "a-job",
        "request",
        new OperationId("backup-db-42-k7f3"),
        new DatastoreName("db-42"),
        job,
        "step",
        new TreeMap<>());
  }

  private static PlannedJob job(Map<String, String> volumes) {
    return job(volumes, Optional.empty());
  }

  private static PlannedJob job(Map<String, String> volumes, Optional<String> memory) {
    return new PlannedJob(
        new ClusterName("cluster-a"),
        "dre-jobs",
        "dre-jobs",
        "toolbox",
        List.of("true"),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(volumes),
        memory,
        Duration.ofMinutes(1),
        Optional.empty());
  }
}
