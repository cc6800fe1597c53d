package dev.dre.sandbox.demo;

import dev.dre.sandbox.Part;
import dev.dre.sandbox.Sandbox;
import dev.dre.sandbox.SandboxOptions;
import dev.dre.servers.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A demo's own state: each begins with databases that have not moved yet. */
public final class DemoState {

  /** What can outlive a demo that was killed. */
  private static final Set<Part> SERVERS = Set.of(Part.POSTGRES, Part.TEMPORAL, Part.CLUSTERS);

  private DemoState() {}

  /**
   * Removes what an earlier demo left that failed or was interrupted: its servers are taken over
   * and stopped first.
   */
  public static void clear(SandboxOptions options) throws Exception {
    if (Files.notExists(options.state())) {
      return;
    }
    options.says().accept("removing what an earlier demo left in " + options.state());
    Sandbox.start(options.only(SERVERS)).close();
    remove(options.state());
  }

  /** Removes the state of a demo that has ended. */
  public static void remove(Path state) throws IOException {
    Folders.delete(state);
  }
}
