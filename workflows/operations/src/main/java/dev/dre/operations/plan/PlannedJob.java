package dev.dre.operations.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command to run as a Kubernetes Job.
 *
 * @param namespace where the Job is created
 * @param serviceAccount whom the pod runs as
 * @param image by digest wherever the environment asks for it
 * @param command program and arguments; never a secret: it is shown to people
 * @param env plain values
 * @param secrets variables taken from Secrets of the namespace
 * @param volumes PersistentVolumeClaims of the namespace by the folder where they are mounted;
 *     empty (as before 0.2): none
 * @param memory how much its container may use, as Kubernetes writes it; empty (as before 0.2):
 *     what Jobs usually may
 * @param timeout when the pod is stopped
 * @param place see {@link ClusterTask#place}
 */
public record PlannedJob(
    ClusterName cluster,
    String namespace,
    String serviceAccount,
    String image,
    List<String> command,
    SortedMap<String, String> env,
    SortedMap<String, SecretKey> secrets,
    SortedMap<String, String> volumes,
    Optional<String> memory,
    Duration timeout,
    Optional<ClusterName> place)
    implements Probe, ClusterTask {

  public PlannedJob {
    command = List.copyOf(command);
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
  }

  /** One that has no volumes, and no more memory than others. */
  public PlannedJob(
      ClusterName cluster,
      String namespace,
      String serviceAccount,
      String image,
      List<String> command,
      SortedMap<String, String> env,
      SortedMap<String, SecretKey> secrets,
      Duration timeout) {
    this(
        cluster,
        namespace,
        serviceAccount,
        image,
        command,
        env,
        secrets,
        Collections.emptySortedMap(),
        Optional.empty(),
        timeout,
        Optional.empty());
  }

  /** One key of a Kubernetes Secret. */
  public record SecretKey(String secret, String key) {}
}
