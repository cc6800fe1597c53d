package dev.dre.sandbox;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a sandbox is set up.
 *
 * @param home the folder of the project, where toolbox and runbooks are
 * @param state where everything is kept; used by one sandbox at a time
 * @param bytes about how much data db-42 has; db-43 has a quarter of it
 * @param perSecond transactions a second of the application of each datastore
 * @param says is told what takes long
 */
public record SandboxOptions(
    Path home,
    Path state,
    Ports ports,
    long bytes,
    int perSecond,
    Set<Part> parts,
    Consumer<String> says) {

  public SandboxOptions {
    home = home.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
    parts = Set.copyOf(parts);
  }

  /** The same with other parts. */
  public SandboxOptions only(Set<Part> others) {
    return new SandboxOptions(home, state, ports, bytes, perSecond, others, says);
  }
}
