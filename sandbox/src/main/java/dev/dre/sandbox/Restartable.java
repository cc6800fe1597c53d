package dev.dre.sandbox;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part that ends and starts again while the others go on. */
final class Restartable<T> implements AutoCloseable {

  private final Callable<T> starting;
  private final Consumer<T> ending;
  private @Nullable T running;

  private Restartable(Callable<T> starting, Consumer<T> ending) {
    this.starting = starting;
    this.ending = ending;
  }

  static <T> Restartable<T> started(Callable<T> starting, Consumer<T> ending) throws Exception {
    var part = new Restartable<>(starting, ending);
    part.start();
    return part;
  }

  synchronized void start() throws Exception {
    if (running == null) {
      running = starting.call();
    }
  }

  @Override
  public void close() {
    end(ending);
  }

  /** Ends it in another way than usual. */
  synchronized void end(Consumer<T> how) {
    T part = running;
    running = null;
    if (part != null) {
      how.accept(part);
    }
  }
}
