package dev.dre.operations.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a doctor asks of each of those who work, where they work and with the rights they have. */
public final class ExaminationActivities {

  private ExaminationActivities() {}

  /** Of who serves a cluster. Tried again it looks again; its Jobs have names of their own. */
  @ActivityInterface
  public interface OfCluster {

    @ActivityMethod(name = "examineCluster")
    Findings examineCluster(ClusterToExamine cluster);
  }

  /** Of who serves the chat. */
  @ActivityInterface
  public interface OfChat {

    @ActivityMethod(name = "examineChat")
    Findings examineChat();
  }
}
