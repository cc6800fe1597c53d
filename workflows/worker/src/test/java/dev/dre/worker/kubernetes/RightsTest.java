package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.worker.Plans;
import java.io.IOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of rights that roles are made of, and what the worker really asks a cluster for. */
class RightsTest {

  private static final JobRequest REQUEST =
      new JobRequest(
          "a-job",
          "request",
          new OperationId("analyze-db-42-k7f3"),
          new DatastoreName("db-42"),
          Plans.job(new ClusterName("cluster-a"), "true"),
          "step",
          new TreeMap<>());

  @Test
  void whatAClusterIsAskedForIsWhatIsListed() throws Exception {
    assertThat(asked()).isEqualTo(listed());
  }

  @Test
  void eachRightSaysWhatItIsFor() {
    assertThat(NeededRight.all()).isNotEmpty().allMatch(right -> right.why().length() > 20);
  }

  private static Set<String> listed() {
    return NeededRight.all().stream()
        .flatMap(
            right ->
                right.verbs().stream()
                    .map(v -> right.apiGroup() + "/" + right.resource() + " " + v))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By everything that a gateway can do; a Job without a pod asks for its events, too. */
  private static Set<String> asked() throws IOException, JobRefused {
    try (var server = RecordingApiServer.start();
        var cluster = server.gateway()) {
      var job = cluster.submit(REQUEST);
      assertThat(cluster.look(job).exists()).isTrue();
      assertThat(cluster.lastLines("dre-jobs", "a-pod", 10)).isEqualTo("the last line");
      assertThat(cluster.remove(REQUEST.address())).isFalse();
      assertThat(cluster.uid("dre-jobs")).contains(RecordingApiServer.UID);
      return server.asked();
    }
  }
}
