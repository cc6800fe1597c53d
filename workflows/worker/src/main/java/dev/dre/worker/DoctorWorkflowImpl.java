package dev.dre.worker;

import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.temporal.ClusterToExamine;
import dev.dre.operations.temporal.DoctorWorkflow;
import dev.dre.operations.temporal.ExaminationActivities;
import dev.dre.operations.temporal.Finding;
import dev.dre.operations.temporal.Findings;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Asks each queue once. Who does not take the question within some seconds is not there. */
public final class DoctorWorkflowImpl implements DoctorWorkflow {

  private static final Duration IS_THERE = Duration.ofSeconds(15);
  private static final Duration ANSWERS = Duration.ofMinutes(4);

  @Override
  public Findings examine(Examination examination) {
    var asked = new TreeMap<String, Promise<Findings>>();
    examination.clusters().forEach((name, cluster) -> asked.put(name.value(), of(name, cluster)));
    var chat =
        Workflow.newActivityStub(
            ExaminationActivities.OfChat.class, options(OperationIds.BOT_QUEUE));
    asked.put("Slack", Async.function(chat::examineChat));

    var all = new ArrayList<Finding>();
    asked.forEach((where, answer) -> all.addAll(answered(where, answer)));
    return new Findings(all);
  }

  private static Promise<Findings> of(ClusterName name, ClusterToExamine cluster) {
    var worker =
        Workflow.newActivityStub(
            ExaminationActivities.OfCluster.class, options(OperationIds.clusterQueue(name)));
    return Async.function(worker::examineCluster, cluster);
  }

  private static ActivityOptions options(String queue) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setScheduleToStartTimeout(IS_THERE)
        .setStartToCloseTimeout(ANSWERS)
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
        .build();
  }

  private static List<Finding> answered(String where, Promise<Findings> answer) {
    try {
      return answer.get().all();
    } catch (ActivityFailure e) {
      return List.of(silent(where, e));
    }
  }

  private static Finding silent(String where, ActivityFailure failure) {
    boolean nobody =
        failure.getCause() instanceof TimeoutFailure timeout
            && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
    String who = where.equals("Slack") ? "bot" : "worker";
    return nobody
        ? Finding.wrong(
            where,
            "no %s serves %s".formatted(who, where),
            where.equals("Slack")
                ? "Start it: dre bot"
                : "Start one: dre worker --cluster " + where)
        : Finding.wrong(
            where,
            "the %s that serves %s could not look".formatted(who, where),
            "Look into its log; one of an older release does not know this question.");
  }
}
