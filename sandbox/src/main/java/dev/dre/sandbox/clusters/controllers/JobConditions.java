package dev.dre.sandbox.clusters.controllers;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.Optional;

/** How far a Job has come, as its conditions say it. */
final class JobConditions {
  static final String WILL_SUCCEED = "SuccessCriteriaMet";
  static final String SUCCEEDED = "Complete";
  static final String WILL_FAIL = "FailureTarget";
  static final String FAILED = "Failed";

  private JobConditions() {}

  static Optional<JobCondition> find(JobStatus status, String type) {
    return status.getConditions().stream()
        .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
        .findFirst();
  }

  static Optional<JobCondition> ended(JobStatus status) {
    return find(status, SUCCEEDED).or(() -> find(status, FAILED));
  }

  static JobCondition of(String type, String reason, String message, Instant now) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withLastProbeTime(JobController.seconds(now))
        .withLastTransitionTime(JobController.seconds(now))
        .build();
  }

  /** The final condition that an announced one leads to. */
  static JobCondition ending(JobCondition announced, String type, Instant now) {
    return of(type, announced.getReason(), announced.getMessage(), now);
  }
}
