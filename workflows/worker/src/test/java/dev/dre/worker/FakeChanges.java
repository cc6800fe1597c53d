package dev.dre.worker;

import dev.dre.operations.event.Verification;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.temporal.ChangeActivities;
import dev.dre.operations.temporal.ChangeOutcome;
import dev.dre.operations.temporal.ChangeRequest;
import dev.dre.operations.temporal.ChangeVerdict;
import dev.dre.operations.temporal.ChangeView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster with one object, which has a version that tests change. */
final class FakeChanges implements ChangeActivities {

  volatile String version = "abc";
  volatile String hangs = "";
  private volatile boolean changed;
  private final List<String> done = new CopyOnWriteArrayList<>();

  /** What was done, with the request that it was done for. */
  List<String> done() {
    return done;
  }

  @Override
  public ChangeView lookAtChange(ChangeRequest request) {
    return new ChangeView(
        "",
        new TreeMap<>(
            Map.of("statefulset/db-42", "spec.replicas: 2 → 3", PlannedChange.AS_OF, version)));
  }

  @Override
  public ChangeOutcome makeChange(ChangeRequest request) {
    done.add("make %s as %s".formatted(request.requestId(), request.approved().orElse("it is")));
    changed = true;
    return new ChangeOutcome(hangs, "");
  }

  @Override
  public ChangeVerdict verifyChange(ChangeRequest request) {
    done.add("verify " + request.requestId());
    Verification found =
        !changed
            ? Verification.NOT_DONE
            : hangs.isEmpty() ? Verification.DONE : Verification.PARTIAL;
    return new ChangeVerdict(found, "2 of 3 pods are ready");
  }

  @Override
  public ChangeOutcome undoChange(ChangeRequest request) {
    done.add("undo " + request.requestId());
    changed = false;
    return ChangeOutcome.done();
  }
}
