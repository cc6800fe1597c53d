package dev.dre.bench.handwritten;

import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;
import dev.dre.worker.kubernetes.ClusterGateway;
import dev.dre.worker.kubernetes.JobRefused;
import dev.dre.worker.kubernetes.JobView;
import io.temporal.activity.Activity;
import java.util.function.BiConsumer;

/** Uses the same gateway as dre's activities. */
public final class HandWrittenActivitiesImpl implements HandWrittenActivities {

  private static final long BETWEEN_LOOKS_MILLIS = 1_000;

  private final ClusterGateway cluster;
  private final BiConsumer<String, String> teller;

  /** {@code teller} takes the name of a workflow, and what it says. */
  public HandWrittenActivitiesImpl(ClusterGateway cluster, BiConsumer<String, String> teller) {
    this.cluster = cluster;
    this.teller = teller;
  }

  @Override
  public String step(JobRequest request) {
    try {
      SubmittedJob job = cluster.submit(request);
      while (true) {
        JobView view = cluster.look(job);
        if (view.conclusion().isPresent()) {
          return view.conclusion().get().succeeded() ? "succeeded" : "failed";
        }
        Activity.getExecutionContext().heartbeat(job.uid());
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (JobRefused e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker is shutting down", e);
    }
  }

  @Override
  public void tell(String workflow, String text) {
    teller.accept(workflow, text);
  }
}
