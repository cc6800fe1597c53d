package dev.dre.operations.temporal;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Optional;

/** The names under which bot and worker find each other and their operations. */
public final class OperationIds {

  /** Workflows, and activities that need no cluster. */
  public static final String OPERATIONS_QUEUE = "dre-operations";

  /** What only the bot can do: telling Slack, keeping cards. */
  public static final String BOT_QUEUE = "dre-bot";

  /**
   * The operation's id, so that an operation is found by it although its workflow id is the
   * datastore's.
   */
  public static final SearchAttributeKey<String> OPERATION =
      SearchAttributeKey.forKeyword("DreOperation");

  /** Memo: the operation's id. */
  public static final String MEMO_OPERATION = "operation";

  /**
   * Memo: where the datastore lives as far as the last operation knew; rewritten when an operation
   * has moved it.
   */
  public static final String MEMO_LOCATION = "location";

  /** Memo: the runbook, so that operations are chosen by it without asking each. */
  public static final String MEMO_RUNBOOK = "runbook";

  /** Memo: the datastore's team, for the same reason. */
  public static final String MEMO_TEAM = "team";

  /** All of them. */
  public static final List<String> MEMOS =
      List.of(MEMO_OPERATION, MEMO_LOCATION, MEMO_RUNBOOK, MEMO_TEAM);

  /** Begins the workflow id of what holds a datastore; the datastore's name follows. */
  public static final String HOLDS_A_DATASTORE = "op/";

  private static final String TELLS = "told/";

  private static final String OF_A_CLUSTER = "dre-cluster-";

  /**
   * Finds each operation once: not the runs that a later one has taken over from, and not what only
   * tells how one ended, which is of the same type and holds nothing.
   */
  public static final String OPERATIONS_QUERY =
      "WorkflowType = 'Operation' AND ExecutionStatus != 'ContinuedAsNew' AND WorkflowId STARTS_WITH '"
          + HOLDS_A_DATASTORE
          + "'";

  private OperationIds() {}

  /** Only one workflow of an id can be open, so this is the lock of the datastore. */
  public static String workflowId(DatastoreName datastore) {
    return HOLDS_A_DATASTORE + datastore;
  }

  /** The datastore that a workflow of {@link #OPERATIONS_QUERY} holds. */
  public static DatastoreName datastore(String workflowId) {
    return new DatastoreName(workflowId.substring(HOLDS_A_DATASTORE.length()));
  }

  /** What goes on telling after {@code operation} has ended and let go of its datastore. */
  public static String tellingWorkflowId(OperationId operation) {
    return TELLS + operation;
  }

  /** The operation that {@code workflowId} tells the end of; empty when it does something else. */
  public static Optional<OperationId> toldBy(String workflowId) {
    return workflowId.startsWith(TELLS)
        ? Optional.of(new OperationId(workflowId.substring(TELLS.length())))
        : Optional.empty();
  }

  /**
   * What needs to reach {@code cluster}: served by a worker inside it, or by one that has its
   * kubeconfig.
   */
  public static String clusterQueue(ClusterName cluster) {
    return OF_A_CLUSTER + cluster;
  }

  /** Empty when {@code queue} is none of a cluster. */
  public static Optional<ClusterName> clusterOf(String queue) {
    return queue.startsWith(OF_A_CLUSTER)
        ? Optional.of(new ClusterName(queue.substring(OF_A_CLUSTER.length())))
        : Optional.empty();
  }
}
