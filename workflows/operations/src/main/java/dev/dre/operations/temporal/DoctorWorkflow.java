package dev.dre.operations.temporal;

import dev.dre.operations.plan.ClusterName;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks all who work what is wrong, at the same time, and waits for nobody who is not there. */
@WorkflowInterface
public interface DoctorWorkflow {

  String TYPE = "Doctor";

  /** Each examination is a workflow of its own. */
  String ID_PREFIX = "doctor/";

  /** The clusters that are looked at. */
  record Examination(SortedMap<ClusterName, ClusterToExamine> clusters) {

    public Examination {
      clusters = new TreeMap<>(clusters);
    }
  }

  /** What is not served is a finding, too. */
  @WorkflowMethod(name = TYPE)
  Findings examine(Examination examination);
}
