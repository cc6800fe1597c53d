package dev.dre.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A runbook as it is written; {@code ${…}} in its texts is resolved when a plan is made.
 *
 * @param title what an operation of it is called
 * @param movesTo which cluster the datastore lives in after success; empty when it stays
 */
public record Runbook(
    String name,
    String summary,
    String title,
    List<Parameter> parameters,
    Optional<String> movesTo,
    List<Step> steps,
    List<Job> residue) {

  /** What kinds of parameters there are. */
  public enum ParameterType {
    DATASTORE,
    CLUSTER,
    TEXT,
    NUMBER,
    DURATION
  }

  /**
   * What has to be said when an operation is started.
   *
   * @param position from 1 for what is given without a flag; 0 for a flag
   * @param otherThan for clusters: what it must not be; empty when anything goes
   * @param message why it must not be that
   * @param otherwise its value when it is not given; empty means it is required
   */
  public record Parameter(
      String name,
      ParameterType type,
      int position,
      Optional<String> otherThan,
      String message,
      Optional<String> otherwise,
      String description) {}

  /**
   * A command to run as a Job.
   *
   * @param databases clusters by the prefix of the variables that say how to reach the datastore
   *     there
   */
  public record Job(
      String cluster,
      String image,
      List<String> run,
      SortedMap<String, String> databases,
      SortedMap<String, String> env,
      Duration timeout) {}

  /** What undoes a step in one cluster. */
  public record Rollback(String undoes, Job job) {}

  /**
   * A step.
   *
   * @param risk {@code low}, {@code medium} or {@code high}; empty means none
   * @param zone {@code cancel}, {@code reverse} or {@code complete}
   * @param evidence {@code step.output}
   */
  public record Step(
      String id,
      String title,
      boolean readOnly,
      Optional<String> risk,
      Job job,
      Optional<Job> verify,
      List<Rollback> rollback,
      boolean idempotent,
      int retries,
      String pause,
      String zone,
      Optional<Duration> budget,
      List<String> outputs,
      List<String> evidence,
      String consequence) {}
}
