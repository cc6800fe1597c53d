package dev.dre.sandbox.endtoend;

import dev.dre.sandbox.Part;
import dev.dre.servers.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One sandbox for all classes that want it, started by the first of them: whole, but without the
 * writing application. What a test broke is mended after it, and what it left running is aborted.
 */
class SharedSandbox implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(SharedSandbox.class);

  private final String name;
  private final Set<Part> parts;

  SharedSandbox() {
    this("whole", EnumSet.complementOf(EnumSet.of(Part.LOAD)));
  }

  SharedSandbox(String name, Set<Part> parts) {
    this.name = name;
    this.parts = parts;
  }

  /** Closed when all tests have run. */
  private record Started(EndToEnd everything, Path state) implements AutoCloseable {

    @Override
    public void close() {
      everything.close();
      delete(state);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EndToEnd.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started(context);
  }

  final EndToEnd started(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SHARED)
        .computeIfAbsent(name, this::start, Started.class)
        .everything();
  }

  private Started start(String sandbox) {
    Path state = folder(sandbox);
    try {
      return new Started(EndToEnd.start(sandbox, state, parts), state);
    } catch (Exception e) {
      delete(state);
      throw new IllegalStateException("the sandbox did not start", e);
    }
  }

  private static Path folder(String sandbox) {
    try {
      return Files.createTempDirectory("dre-" + sandbox);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var everything = started(context);
    everything.sandbox().faults().allOff().join();
    everything.sandbox().slack().faults().clear();
    everything.endsWhatRuns();
  }
}
