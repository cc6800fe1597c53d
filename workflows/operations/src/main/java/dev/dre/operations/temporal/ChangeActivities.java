package dev.dre.operations.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Changes of objects in a cluster. What dre did to an object, and what was there before, is kept in
 * an annotation of that object, written in the same request: so each of these recognises what an
 * earlier try did, also one whose answer was lost.
 */
@ActivityInterface
public interface ChangeActivities {

  /** Lets the API server say what would change. Changes nothing. */
  @ActivityMethod(name = "lookAtChange")
  ChangeView lookAtChange(ChangeRequest request);

  /**
   * Makes the change, unless it is there already or the object is not what was approved, and
   * follows the rollout to its end; progress by heartbeat. A retry goes on with the same change.
   */
  @ActivityMethod(name = "makeChange")
  ChangeOutcome makeChange(ChangeRequest request);

  /** Whether the change is there, and has come through. Changes nothing. */
  @ActivityMethod(name = "verifyChange")
  ChangeVerdict verifyChange(ChangeRequest request);

  /**
   * Puts back what was there before, unless somebody else changed it since; copes with finding
   * nothing to undo. A retry goes on.
   */
  @ActivityMethod(name = "undoChange")
  ChangeOutcome undoChange(ChangeRequest request);
}
