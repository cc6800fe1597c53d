package dev.dre.sandbox.faults;

import dev.dre.sandbox.clusters.kubelet.CommandChange;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes what the next step that starts does, in whichever cluster that is. Probes, verifies and
 * rollbacks are left alone.
 */
public final class NextStep implements CommandChange {

  private static final Map<Fault, String> SCRIPTS =
      Map.of(
          // $0 is the file that keeps it waiting; the step itself begins when that is gone.
          Fault.STEP_HANGS,
          """
          trap 'exit 143' TERM
          echo 'sandbox: this step hangs until its fault is switched off'
          while [ -e "$0" ]; do sleep 0.2; done
          trap - TERM
          exec "$@"
          """,
          Fault.STEP_FAILS,
          """
          echo 'sandbox: this step fails because its fault is switched on'
          exit 1
          """,
          Fault.STEP_GARBLES,
          """
          "$@" >/dev/null 2>&1 &
          work=$!
          trap 'kill "$work"' TERM
          code=0
          wait "$work" || code=$?
          while kill -0 "$work" 2>/dev/null; do code=0; wait "$work" || code=$?; done
          echo 'DRE {"progress":"very much","message":7}'
          echo 'DRE {"progress":1e999}'
          echo 'DRE {"outputs":"all of them"}'
          echo 'DRE {"outputs":{"tables":'
          echo 'DRE'
          printf '{"tables":"ma' > "$DRE_RESULT"
          exit "$code"
          """,
          Fault.STEP_FLOODS,
          """
          head -c 10485760 /dev/zero | tr '\\0' 'x' | fold -w 127
          echo
          exec "$@"
          """);

  private final Path hold;
  private @Nullable Fault armed;
  private @Nullable Fault happened;
  private String where = "";

  /** Keeps a file in {@code folder} while a step hangs. */
  public NextStep(Path folder) throws IOException {
    hold = Files.createDirectories(folder).resolve("hangs");
    // A sandbox that was killed may have left it; its step goes on now.
    Files.deleteIfExists(hold);
  }

  /** Offers each of its faults. */
  public void addTo(Switchboard switchboard) {
    SCRIPTS.keySet().forEach(fault -> switchboard.add(fault, new OfOne(fault)));
  }

  @Override
  public synchronized List<String> change(Pod pod, List<String> command) {
    Fault fault = armed;
    if (fault == null || !"step".equals(labels(pod).get("dre.dev/purpose"))) {
      return command;
    }
    armed = null;
    happened = fault;
    where = labels(pod).getOrDefault("job-name", pod.getMetadata().getName());
    var changed = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPTS.get(fault), hold.toString()));
    changed.addAll(command);
    return changed;
  }

  private static Map<String, String> labels(Pod pod) {
    return pod.getMetadata().getLabels();
  }

  private synchronized void arm(Fault fault) throws IOException {
    if (fault == Fault.STEP_HANGS) {
      Files.writeString(hold, "");
    }
    armed = fault;
    happened = null;
  }

  private synchronized void disarm() throws IOException {
    Files.deleteIfExists(hold);
    armed = null;
    happened = null;
  }

  /** The one that hangs goes on until it is let go; the others have done what they do. */
  private synchronized boolean over(Fault fault) {
    return happened == fault && fault != Fault.STEP_HANGS;
  }

  private synchronized String detail(Fault fault) {
    if (armed == fault) {
      return "Waits for the next step.";
    }
    return happened == fault ? "It happened to " + where + "." : "";
  }

  private final class OfOne implements Switch {
    private final Fault fault;

    OfOne(Fault fault) {
      this.fault = fault;
    }

    @Override
    public void on() throws IOException {
      arm(fault);
    }

    @Override
    public void off() throws IOException {
      disarm();
    }

    @Override
    public boolean over() {
      return NextStep.this.over(fault);
    }

    @Override
    public String detail() {
      return NextStep.this.detail(fault);
    }
  }
}
