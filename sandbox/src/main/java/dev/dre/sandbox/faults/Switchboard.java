package dev.dre.sandbox.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All faults that this sandbox has, and which of them are on. Changes are made one after the other;
 * to ask never waits for them.
 */
public final class Switchboard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

  /** How it is with a fault now. */
  public enum State {
    OFF,
    SWITCHING_ON,
    ON,
    SWITCHING_OFF
  }

  /**
   * A fault as it is now.
   *
   * @param detail what came of it so far; may be empty
   */
  public record Now(Fault fault, State state, String detail) {
    public boolean isOn() {
      return state != State.OFF;
    }
  }

  private static final class Entry {
    private final Switch way;
    private State state = State.OFF;

    Entry(Switch way) {
      this.way = way;
    }
  }

  private final Map<Fault, Entry> entries = new EnumMap<>(Fault.class);
  private final ExecutorService changes =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("faults").factory());

  /** Offers {@code fault}; parts that are not started have none. */
  public synchronized void add(Fault fault, Switch way) {
    entries.put(fault, new Entry(way));
  }

  /** Every fault that there is, in the order of {@link Fault}. */
  public synchronized List<Now> now() {
    return entries.keySet().stream().map(this::look).toList();
  }

  /** The same for one; empty when its part was not started. */
  public synchronized Optional<Now> now(Fault fault) {
    return entries.containsKey(fault) ? Optional.of(look(fault)) : Optional.empty();
  }

  /** Done when it is on; with {@link CannotSwitch} when it cannot be. */
  public CompletableFuture<Void> on(Fault fault) {
    return later(
        () -> {
          fault
              .rivals()
              .filter(rival -> now(rival).filter(Now::isOn).isPresent())
              .forEach(this::end);
          begin(fault);
        });
  }

  /** Done when it is off, and what it left behind is gone. */
  public CompletableFuture<Void> off(Fault fault) {
    return later(() -> end(fault));
  }

  /** Done when none is on. One that cannot be ended keeps no other from it. */
  public CompletableFuture<Void> allOff() {
    return later(this::endAll);
  }

  /** Ends all of them, and takes no more. */
  @Override
  public void close() {
    if (changes.isShutdown()) {
      return;
    }
    try {
      allOff().join();
    } catch (RuntimeException e) {
      LOG.warn("a fault is left behind: {}", String.valueOf(e.getMessage()));
    }
    changes.close();
  }

  private CompletableFuture<Void> later(Runnable change) {
    Executor oneByOne = changes;
    return CompletableFuture.runAsync(change, oneByOne);
  }

  private void endAll() {
    CannotSwitch problem = null;
    for (Now now : now()) {
      try {
        end(now.fault());
      } catch (CannotSwitch e) {
        problem = e;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }

  private void begin(Fault fault) {
    if (!isOn(fault)) {
      change(fault, State.SWITCHING_ON, State.ON, entry(fault).way::on);
      LOG.info("fault on: {}", fault.title());
    }
  }

  private void end(Fault fault) {
    if (isOn(fault)) {
      change(fault, State.SWITCHING_OFF, State.OFF, entry(fault).way::off);
      LOG.info("fault off: {}", fault.title());
    }
  }

  private void change(Fault fault, State meanwhile, State then, Switch.Action how) {
    State before = set(fault, meanwhile);
    try {
      how.run();
      set(fault, then);
    } catch (Exception e) {
      set(fault, before);
      if (e instanceof CannotSwitch cannot) {
        throw cannot;
      }
      LOG.warn("{} could not be switched", fault.id(), e);
      throw new CannotSwitch(e.toString());
    }
  }

  /** Returns the state before. */
  private synchronized State set(Fault fault, State state) {
    State before = look(fault).state();
    entry(fault).state = state;
    return before;
  }

  private boolean isOn(Fault fault) {
    return now(fault)
        .orElseThrow(() -> new CannotSwitch("This sandbox was started without that part."))
        .isOn();
  }

  private synchronized Now look(Fault fault) {
    Entry entry = entry(fault);
    if (entry.state == State.ON && entry.way.over()) {
      entry.state = State.OFF;
    }
    return new Now(fault, entry.state, entry.way.detail());
  }

  private synchronized Entry entry(Fault fault) {
    return Objects.requireNonNull(entries.get(fault));
  }
}
