package dev.dre.bench.handwritten;

import dev.dre.operations.temporal.JobRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Nothing that the task does not ask for. */
public final class HandWrittenWorkflowImpl implements HandWrittenWorkflow {

  private String state = "running";
  private boolean approved;

  @Override
  public void run(HandWrittenRun run) {
    var activities = activities("");
    var cluster = activities(run.queue());
    if (run.tells()) {
      activities.tell(run.name(), run.gated() ? "approve?" : "began");
    }
    if (run.gated()) {
      state = "waits";
      Workflow.await(() -> approved);
      state = "running";
    }
    for (JobRequest job : run.jobs()) {
      cluster.step(job);
      if (run.tells()) {
        activities.tell(run.name(), job.name() + " is done");
      }
    }
    state = "done";
  }

  private static HandWrittenActivities activities(String queue) {
    var options =
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(17))
            .setHeartbeatTimeout(Duration.ofSeconds(15));
    if (!queue.isEmpty()) {
      options.setTaskQueue(queue);
    }
    return Workflow.newActivityStub(HandWrittenActivities.class, options.build());
  }

  @Override
  public String approve(String by) {
    approved = true;
    return "approved by " + by;
  }

  @Override
  public String state() {
    return state;
  }
}
