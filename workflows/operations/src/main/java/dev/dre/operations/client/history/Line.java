package dev.dre.operations.client.history;

import dev.dre.approvals.Actor;
import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import dev.dre.operations.id.EffectWords;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.StepId;
import io.temporal.api.common.v1.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;

/** An entry while its run is being read: what comes later can still say more about it. */
final class Line {

  final long event;
  final Instant when;
  final String type;
  Weight weight = Weight.HAPPENED;
  String activity = "";
  String what = "";
  int tries;
  String lastFailure = "";
  String failure = "";
  Optional<Actor> by = Optional.empty();
  Optional<Duration> took = Optional.empty();

  /** When the workflow took notice of it, which is the time of what it then did. */
  Optional<Instant> noticed = Optional.empty();

  private Optional<StepId> step = Optional.empty();
  private int attempt;

  Line(long event, Instant when, String type) {
    this.event = event;
    this.when = when;
    this.type = type;
  }

  Line says(String words) {
    what = words;
    return this;
  }

  Line says(EffectWords words) {
    what = words.words();
    step = words.step();
    attempt = words.attempt();
    return this;
  }

  Line failed(String how) {
    failure = how;
    return this;
  }

  Line routine() {
    weight = Weight.ROUTINE;
    return this;
  }

  Line part() {
    weight = Weight.PART;
    return this;
  }

  /** This is about what {@code begun} has begun. */
  Line goesOn(Line begun) {
    activity = begun.activity;
    what = begun.what;
    step = begun.step;
    attempt = begun.attempt;
    tries = begun.tries;
    by = begun.by;
    return this;
  }

  /** The same, and it is over: from now on this line alone says what came of it. */
  Line ends(Line begun) {
    goesOn(begun);
    took = Optional.of(Duration.between(begun.when, when)).filter(d -> !d.isNegative());
    if (tries > 1) {
      what += " (try %d%s)".formatted(tries, lastTime(begun));
    }
    begun.part();
    return this;
  }

  private static String lastTime(Line begun) {
    return begun.lastFailure.isEmpty() ? "" : "; the one before: " + begun.lastFailure;
  }

  HistoryEntry entry(
      OperationId operation, WorkflowExecution run, NavigableMap<Instant, State> states) {
    var state = StateTrail.at(states, noticed.orElse(Instant.MAX));
    return new HistoryEntry(
        when,
        operation,
        run.getWorkflowId(),
        run.getRunId(),
        event,
        type,
        weight,
        activity,
        what,
        step,
        attempt,
        tries,
        state,
        took,
        failure,
        by);
  }
}
