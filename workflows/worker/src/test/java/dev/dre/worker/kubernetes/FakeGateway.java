package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;

/** A cluster with one Job that looks as a test says. */
final class FakeGateway implements ClusterGateway {

  JobView view = JobView.NONE;
  String log = "";
  boolean away;

  @Override
  public SubmittedJob submit(JobRequest request) {
    throw new UnsupportedOperationException("following creates nothing");
  }

  @Override
  public JobView look(SubmittedJob job) {
    if (away) {
      throw new ClusterUnreachable(
          "connection refused", new IllegalStateException("connection refused"));
    }
    return view;
  }

  @Override
  public String lastLines(String namespace, String pod, int lines) {
    return log;
  }

  @Override
  public boolean remove(JobAddress job) {
    throw new UnsupportedOperationException("following removes nothing");
  }

  @Override
  public boolean mayI(String verb, NeededRight right, String namespace) {
    return true;
  }

  @Override
  public void couldSubmit(JobRequest request) {}

  @Override
  public void close() {}
}
