package dev.dre.bench.handwritten;

import dev.dre.operations.temporal.JobRequest;
import java.util.List;

/**
 * What to run.
 *
 * @param gated whether somebody has to approve first
 * @param tells whether each step is told
 * @param queue of the cluster that the Jobs run in; empty: the workflow's own, whose activities the
 *     SDK starts without asking the server for them
 */
public record HandWrittenRun(
    String name, List<JobRequest> jobs, boolean gated, boolean tells, String queue) {

  /** On one queue. */
  public HandWrittenRun(String name, List<JobRequest> jobs, boolean gated, boolean tells) {
    this(name, jobs, gated, tells, "");
  }
}
