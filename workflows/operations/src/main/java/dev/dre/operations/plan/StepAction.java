package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a step does. One record per step kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = StepAction.RunJob.class, name = "job"))
public sealed interface StepAction {

  /** Runs a command as a Kubernetes Job. */
  record RunJob(PlannedJob job) implements StepAction {}
}
