package dev.dre.bench.handwritten;

import dev.dre.operations.temporal.JobRequest;
import io.temporal.activity.ActivityInterface;

/** One activity for what a step needs, one for telling. */
@ActivityInterface
public interface HandWrittenActivities {

  /** Creates the Job, and follows it to its end. */
  String step(JobRequest request);

  void tell(String workflow, String text);
}
