package dev.dre.operations;

import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a step has come.
 *
 * @param attempt the latest attempt, from 1; also when it only waits for approval; 0 before the
 *     first
 * @param automaticRetries how many attempts the machine began on its own since a person last
 *     decided
 * @param verifies how often it was looked whether the step took effect, whether it is needed, or
 *     whether it can start
 * @param startedAt when the latest attempt started; empty before the first
 * @param endedAt when the latest attempt was known to have ended; empty while it runs
 * @param waited how long a step that lets time pass has done so before it was paused; empty when it
 *     was not
 * @param byHand what a person did in its place; empty when the machine did it, or nobody yet
 * @param outputs what the step reported; empty before it is done
 */
public record StepRun(
    StepId id,
    StepStatus status,
    int attempt,
    int automaticRetries,
    int verifies,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Duration> waited,
    Optional<ByHand> byHand,
    SortedMap<String, String> outputs) {

  public StepRun {
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
  }

  static StepRun pending(StepId id) {
    return new StepRun(
        id,
        StepStatus.PENDING,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  /** How long the latest attempt took, or has taken until {@code now}; zero before the first. */
  public Duration took(Instant now) {
    return startedAt.map(s -> Duration.between(s, endedAt.orElse(now))).orElse(Duration.ZERO);
  }

  StepRun nextAttempt() {
    return new StepRun(
        id,
        status,
        attempt + 1,
        automaticRetries,
        verifies,
        startedAt,
        endedAt,
        waited,
        byHand,
        outputs);
  }

  StepRun started(Instant now) {
    return new StepRun(
        id,
        StepStatus.RUNNING,
        attempt,
        automaticRetries,
        verifies,
        Optional.of(now),
        Optional.empty(),
        waited,
        byHand,
        outputs);
  }

  StepRun verifying() {
    return new StepRun(
        id,
        StepStatus.VERIFYING,
        attempt,
        automaticRetries,
        verifies + 1,
        startedAt,
        endedAt,
        waited,
        byHand,
        outputs);
  }

  StepRun ended(StepStatus as, Instant now) {
    return new StepRun(
        id,
        as,
        attempt,
        automaticRetries,
        verifies,
        startedAt,
        endedAt.or(() -> Optional.of(now)),
        waited,
        byHand,
        outputs);
  }

  StepRun with(SortedMap<String, String> reported) {
    return new StepRun(
        id,
        status,
        attempt,
        automaticRetries,
        verifies,
        startedAt,
        endedAt,
        waited,
        byHand,
        reported);
  }

  StepRun with(ByHand done) {
    return new StepRun(
        id,
        status,
        attempt,
        automaticRetries,
        verifies,
        startedAt,
        endedAt,
        waited,
        Optional.of(done),
        outputs);
  }

  StepRun retriedByMachine() {
    return new StepRun(
        id,
        status,
        attempt,
        automaticRetries + 1,
        verifies,
        startedAt,
        endedAt,
        waited,
        byHand,
        outputs);
  }

  /** It is looked at once more before it can start. */
  StepRun looked() {
    return new StepRun(
        id,
        status,
        attempt,
        automaticRetries,
        verifies + 1,
        startedAt,
        endedAt,
        waited,
        byHand,
        outputs);
  }

  /** A pause stops it after so long, in all. */
  StepRun waited(Duration soLong) {
    return new StepRun(
        id,
        status,
        attempt,
        automaticRetries,
        verifies,
        startedAt,
        endedAt,
        Optional.of(soLong),
        byHand,
        outputs);
  }

  StepRun retriedByPerson() {
    return new StepRun(
        id, status, attempt, 0, verifies, startedAt, endedAt, waited, byHand, outputs);
  }
}
