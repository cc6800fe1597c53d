package dev.dre.worker.kubernetes.changes;

import dev.dre.operations.temporal.ChangeActivities;
import dev.dre.operations.temporal.ChangeOutcome;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.operations.temporal.ChangeVerdict;
import dev.dre.operations.temporal.ChangeView;
import dev.dre.operations.temporal.JobProgress;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Serves one cluster. */
public final class ChangeActivitiesImpl implements ChangeActivities {

  private final Supplier<ClusterObjects> objects;
  private final InstantSource clock;
  private final Duration interval;

  /** {@code interval}: between two looks at a rollout. */
  public ChangeActivitiesImpl(
      Supplier<ClusterObjects> objects, InstantSource clock, Duration interval) {
    this.objects = objects;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public ChangeView lookAtChange(ChangeRequest request) {
    return new Making(objects.get(), request).look(clock.instant());
  }

  @Override
  public ChangeVerdict verifyChange(ChangeRequest request) {
    try {
      return new Making(objects.get(), request).verify(clock.instant());
    } catch (ObjectRefused e) {
      // Whoever gives the right back lets the next try see.
      throw new IllegalStateException(e.words(), e);
    }
  }

  @Override
  public ChangeOutcome makeChange(ChangeRequest request) {
    return following(request).make();
  }

  @Override
  public ChangeOutcome undoChange(ChangeRequest request) {
    return following(request).undo();
  }

  private Following following(ChangeRequest request) {
    var context = Activity.getExecutionContext();
    return new Following(
        objects.get(),
        request,
        clock,
        beat(context::heartbeat),
        context.getHeartbeatDetails(JobProgress.class));
  }

  /** Throws when the activity was cancelled: that is how it learns of it. */
  private Following.Beat beat(Consumer<JobProgress> heartbeat) {
    return new Following.Beat() {
      @Override
      public void stillWanted(JobProgress progress) {
        heartbeat.accept(progress);
      }

      @Override
      public void beat(JobProgress progress) {
        heartbeat.accept(progress);
        try {
          Thread.sleep(interval);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("the worker is shutting down", e);
        }
      }
    };
  }
}
