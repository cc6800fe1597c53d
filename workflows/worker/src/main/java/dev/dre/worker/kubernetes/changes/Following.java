package dev.dre.worker.kubernetes.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedChange.Target;
import dev.dre.operations.temporal.ChangeOutcome;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.worker.kubernetes.ClusterUnreachable;
import dev.dre.worker.kubernetes.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a change, or takes it back, and stays with it until it has come through. */
final class Following {

  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  /** A container that nothing asks whether it is ready counts as ready from its first moment on. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** Says how far it is, and lets time pass; throws when it is no longer wanted. */
  interface Beat {

    /** Before each request: none is made for what is not wanted any more. */
    void stillWanted(JobProgress progress);

    /** The same, and lets time pass. */
    void beat(JobProgress progress);
  }

  private final ClusterObjects objects;
  private final ChangeRequest request;
  private final InstantSource clock;
  private final Beat beat;
  private final Silence silence = new Silence(LOG);
  private JobProgress progress;

  /** Since when it has to come through. While the cluster does not answer no time passes. */
  private Instant begun;

  private Instant looked;

  /**
   * One try.
   *
   * @param before what another try said last
   */
  Following(
      ClusterObjects objects,
      ChangeRequest request,
      InstantSource clock,
      Beat beat,
      Optional<JobProgress> before) {
    this.objects = objects;
    this.request = request;
    this.clock = clock;
    this.beat = beat;
    this.begun = clock.instant();
    this.looked = begun;
    this.progress =
        before
            .filter(known -> known.job().equals(request.job()))
            .map(JobProgress::seen)
            .orElseGet(() -> JobProgress.nothing(request.job(), clock.instant()));
  }

  ChangeOutcome make() {
    var making = new Making(objects, request);
    while (true) {
      try {
        var problem = making.make(clock.instant(), this::stillWanted);
        if (problem.isPresent()) {
          return new ChangeOutcome(problem.get(), "");
        }
        break;
      } catch (ClusterUnreachable e) {
        away(e);
      }
    }
    begun = clock.instant();
    looked = begun;
    return comesThrough(request.change().timeout());
  }

  ChangeOutcome undo() {
    Duration longest = request.change().longestUndo();
    for (Target target : request.change().objects().reversed()) {
      var outcome = undo(target, longest);
      if (!outcome.problem().isEmpty()) {
        return outcome;
      }
    }
    return ChangeOutcome.done();
  }

  private ChangeOutcome undo(Target target, Duration longest) {
    var undoing = new Undoing(objects, request, target, clock);
    while (true) {
      try {
        stillWanted();
        if (undoing.putBack() == Undoing.Step.NOTHING_LEFT) {
          return ChangeOutcome.done();
        }
        var object = undoing.get();
        if (object.isEmpty()) {
          return ChangeOutcome.done();
        }
        var look = look(target);
        if (!object.get().path("metadata").hasNonNull("deletionTimestamp")) {
          Rollout rollout = Rollout.of(object.get());
          if (rollout.done()) {
            undoing.forget();
            return ChangeOutcome.done();
          }
          for (JsonNode pod : look.leftBroken(object.get())) {
            objects.delete(
                request.change().namespace(),
                "Pod",
                pod.path("metadata").path("name").asText(),
                pod.path("metadata").path("resourceVersion").asText());
          }
          var seen = look.at(clock.instant());
          if (isOver(longest)) {
            return late(seen, longest);
          }
          beat(seen.rollout());
        } else {
          if (isOver(longest)) {
            return new ChangeOutcome(
                "%s is still being deleted after %s: a finalizer keeps it, see who is to take that away"
                    .formatted(target.words(), words(longest)),
                "");
          }
          beat(new Rollout(false, -1, target.words() + " is being deleted", ""));
        }
      } catch (ClusterUnreachable e) {
        away(e);
      } catch (ObjectRefused e) {
        if (e.kind() != ObjectRefused.Kind.STALE || isOver(longest)) {
          return new ChangeOutcome(e.words(), "");
        }
        looked = clock.instant();
        beat.beat(progress);
      }
    }
  }

  private RolloutLook look(Target target) {
    return new RolloutLook(objects, request.change(), target, begun);
  }

  private ChangeOutcome comesThrough(Duration longest) {
    for (Target target : request.change().objects()) {
      var look = look(target);
      Optional<Instant> through = Optional.empty();
      while (true) {
        try {
          var seen = look.at(clock.instant());
          if (seen.rollout().done()) {
            Instant first = through.orElse(clock.instant());
            if (!seen.rollout().mayBeTooEarly()
                || Duration.between(first, clock.instant()).compareTo(SETTLING) >= 0) {
              break;
            }
            through = Optional.of(first);
            beat(seen.rollout());
            continue;
          }
          through = Optional.empty();
          if (!seen.stuck().isEmpty()) {
            return new ChangeOutcome(
                "%s; %s".formatted(seen.rollout().words(), seen.stuck()), seen.lastLines());
          }
          if (isOver(longest)) {
            return late(seen, longest);
          }
          beat(seen.rollout());
        } catch (ClusterUnreachable e) {
          away(e);
        } catch (ObjectRefused e) {
          return new ChangeOutcome(e.words(), "");
        }
      }
    }
    return ChangeOutcome.done();
  }

  private boolean isOver(Duration longest) {
    return Duration.between(begun, clock.instant()).compareTo(longest) > 0;
  }

  private static ChangeOutcome late(RolloutLook.Seen seen, Duration longest) {
    String stuck = seen.stuck().isEmpty() ? "" : "; " + seen.stuck();
    return new ChangeOutcome(
        "it has not come through within %s: %s%s"
            .formatted(words(longest), seen.rollout().words(), stuck),
        seen.lastLines());
  }

  private static String words(Duration time) {
    return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }

  private void stillWanted() {
    beat.stillWanted(progress);
  }

  private void beat(Rollout rollout) {
    silence.isOver(request.change().words());
    looked = clock.instant();
    progress = progress.says(rollout.fraction(), rollout.words(), clock.instant());
    beat.beat(progress);
  }

  private void away(ClusterUnreachable e) {
    PlannedChange change = request.change();
    silence.goesOn(change.words(), e);
    begun = begun.plus(Duration.between(looked, clock.instant()));
    looked = clock.instant();
    progress = progress.unseen(change.cluster() + " does not answer");
    beat.beat(progress);
  }
}
