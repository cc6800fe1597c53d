package dev.dre.sandbox.clusters.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What the process of a pod is in place of its command. */
@FunctionalInterface
public interface CommandChange {

  CommandChange NONE = (pod, command) -> command;

  /** Called once for each process that starts; {@code command} itself where nothing changes. */
  List<String> change(Pod pod, List<String> command);
}
