package dev.dre.sandbox.endtoend;

import dev.dre.sandbox.Part;
import java.util.EnumSet;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * The same with bot and worker in processes of their own, which tests may kill: those that are gone
 * are there again before the next test.
 */
final class SharedProcesses extends SharedSandbox implements BeforeEachCallback {

  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(SharedProcesses.class);

  SharedProcesses() {
    super("apart", EnumSet.complementOf(EnumSet.of(Part.BOT, Part.WORKER, Part.LOAD)));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Processes.class
        || super.supportsParameter(parameter, context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Processes.class
        ? processes(context)
        : super.resolveParameter(parameter, context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    processes(context).serve();
  }

  /** Ended before their sandbox is, because they come later. */
  private Processes processes(ExtensionContext context) {
    var everything = started(context);
    return context
        .getRoot()
        .getStore(SHARED)
        .computeIfAbsent("processes", ignored -> new Processes(everything), Processes.class);
  }
}
