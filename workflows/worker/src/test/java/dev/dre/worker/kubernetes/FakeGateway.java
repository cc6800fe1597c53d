package dev.dre.worker.kubernetes;

import dev.dre.operations.temporal.JobAddress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.SubmittedJob;
import java.util.Optional;

/** A cluster with one Job that looks as a test says. */
public final class FakeGateway implements ClusterGateway {

  JobView view = JobView.NONE;
  String log = "";
  boolean away;
  private Optional<String> uid = Optional.empty();

  /** A cluster whose namespaces have {@code uid}; without one it does not answer. */
  public static FakeGateway of(Optional<String> uid) {
    var fake = new FakeGateway();
    fake.uid = uid;
    fake.away = uid.isEmpty();
    return fake;
  }

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
  public boolean mayI(String verb, NeededRight right, String namespace, String name) {
    return true;
  }

  @Override
  public void couldSubmit(JobRequest request) {}

  @Override
  public Optional<String> uid(String namespace) {
    if (away) {
      throw new ClusterUnreachable(
          "connection refused", new IllegalStateException("connection refused"));
    }
    return uid;
  }

  @Override
  public void close() {}
}
