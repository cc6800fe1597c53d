package dev.dre.operations.temporal;

import dev.dre.operations.plan.ClusterName;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which workers serve a cluster's queue, and which cluster each of them means. Two that mean
 * different ones by one name would run steps of an operation in both. A worker says it in the
 * identity that it polls with: {@code 4711@host/<uid>}, the uid of the namespace of its Jobs, which
 * no two clusters share.
 */
public final class QueueServers {

  /** Who is there polls anew each minute. */
  private static final Duration GONE = Duration.ofSeconds(75);

  private static final String BEFORE_UID = "/";

  private QueueServers() {}

  /**
   * A worker that polls.
   *
   * @param process as {@code 4711@host}
   * @param uid of the namespace of its Jobs; empty when it could not see it, and of older releases
   */
  public record Server(String process, Optional<String> uid) {

    /** Whether the two are known to mean different clusters. */
    public boolean contradicts(Server other) {
      return uid.isPresent() && other.uid.isPresent() && !uid.equals(other.uid);
    }

    static Server parse(String identity) {
      int at = identity.lastIndexOf(BEFORE_UID);
      return at < 0
          ? new Server(identity, Optional.empty())
          : new Server(identity.substring(0, at), Optional.of(identity.substring(at + 1)));
    }
  }

  /** What a worker of {@code process} polls the queue of a cluster with. */
  public static String identity(String process, Optional<String> uid) {
    return uid.map(known -> process + BEFORE_UID + known).orElse(process);
  }

  /**
   * Who serves {@code cluster} now, in the order of their names.
   *
   * @throws io.grpc.StatusRuntimeException when Temporal does not answer
   */
  public static List<Server> of(WorkflowClient temporal, ClusterName cluster, Instant now) {
    return Pollers.of(
            temporal, OperationIds.clusterQueue(cluster), TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
        .stream()
        .filter(poller -> Pollers.lastPoll(poller).isAfter(now.minus(GONE)))
        .map(poller -> Server.parse(poller.getIdentity()))
        .distinct()
        .sorted(Comparator.comparing(Server::process))
        .toList();
  }

  /** The first two of {@code servers} that mean different clusters; empty when all mean one. */
  public static Optional<List<Server>> disagreeing(List<Server> servers) {
    return servers.stream()
        .flatMap(one -> servers.stream().filter(one::contradicts).map(two -> List.of(one, two)))
        .findFirst();
  }
}
