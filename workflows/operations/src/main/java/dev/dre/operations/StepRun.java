package dev.dre.operations;

import dev.dre.operations.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

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
 * @param aside why a person has to choose for it once what runs beside it has ended; empty when
 *     nobody has to
 * @param replies what people have answered, each once, in the order of their first answers; empty
 *     for steps that ask nothing
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
    SortedMap<String, String> outputs,
    Optional<Status.Trouble> aside,
    List<Reply> replies) {

  public StepRun {
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    replies = List.copyOf(replies);
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
        new TreeMap<>(),
        Optional.empty(),
        List.of());
  }

  /** How long the latest attempt took, or has taken until {@code now}; zero before the first. */
  public Duration took(Instant now) {
    return startedAt.map(s -> Duration.between(s, endedAt.orElse(now))).orElse(Duration.ZERO);
  }

  StepRun nextAttempt() {
    return changed(c -> c.attempt++);
  }

  StepRun started(Instant now) {
    return changed(
        c -> {
          c.status = StepStatus.RUNNING;
          c.startedAt = Optional.of(now);
          c.endedAt = Optional.empty();
        });
  }

  StepRun verifying() {
    return changed(
        c -> {
          c.status = StepStatus.VERIFYING;
          c.verifies++;
        });
  }

  /** It is looked at once more before it can start. */
  StepRun looked() {
    return changed(c -> c.verifies++);
  }

  StepRun ended(StepStatus as, Instant now) {
    return changed(
        c -> {
          c.status = as;
          c.endedAt = endedAt.or(() -> Optional.of(now));
        });
  }

  StepRun with(SortedMap<String, String> reported) {
    return changed(c -> c.outputs = reported);
  }

  StepRun with(ByHand done) {
    return changed(c -> c.byHand = Optional.of(done));
  }

  /** A pause stops it after so long, in all. */
  StepRun waited(Duration soLong) {
    return changed(c -> c.waited = Optional.of(soLong));
  }

  /** It waits for a person until what runs beside it has ended. */
  StepRun aside(Optional<Status.Trouble> why) {
    return changed(c -> c.aside = why);
  }

  /** The last answer of each counts. */
  StepRun replied(Reply reply) {
    var all = new ArrayList<>(replies);
    all.replaceAll(r -> r.by().equals(reply.by()) ? reply : r);
    if (!all.contains(reply)) {
      all.add(reply);
    }
    return changed(c -> c.replies = all);
  }

  StepRun retriedByMachine() {
    return changed(c -> c.automaticRetries++);
  }

  StepRun retriedByPerson() {
    return changed(c -> c.automaticRetries = 0);
  }

  private StepRun changed(Consumer<Change> change) {
    var copy = new Change(this);
    change.accept(copy);
    return copy.done();
  }

  /** A copy while it is being changed: what is not named stays as it was. */
  private static final class Change {
    private final StepId id;
    private StepStatus status;
    private int attempt;
    private int automaticRetries;
    private int verifies;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private Optional<Duration> waited;
    private Optional<ByHand> byHand;
    private SortedMap<String, String> outputs;
    private Optional<Status.Trouble> aside;
    private List<Reply> replies;

    Change(StepRun run) {
      id = run.id;
      status = run.status;
      attempt = run.attempt;
      automaticRetries = run.automaticRetries;
      verifies = run.verifies;
      startedAt = run.startedAt;
      endedAt = run.endedAt;
      waited = run.waited;
      byHand = run.byHand;
      outputs = run.outputs;
      aside = run.aside;
      replies = run.replies;
    }

    StepRun done() {
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
          outputs,
          aside,
          replies);
    }
  }
}
