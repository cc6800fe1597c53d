package dev.dre.sandbox.slack.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is switched on to go wrong. */
public final class Faults {
  private final InstantSource clock;
  private final List<Fault> active = new ArrayList<>();

  public Faults(InstantSource clock) {
    this.clock = clock;
  }

  void add(Fault fault) {
    active.add(fault);
  }

  void clear() {
    active.clear();
  }

  void clear(String name) {
    active.removeIf(fault -> fault.name().equals(name));
  }

  /** What goes wrong with this call; counts as one of its times. */
  public Optional<Fault> forCall(String method) {
    return take(method).or(() -> take("*"));
  }

  /** What goes wrong with this envelope or ack; counts as one of its times. */
  public Optional<Fault> onSocket(Fault.OnSocket what) {
    return take(what.target());
  }

  ObjectNode asJson() {
    active.removeIf(fault -> fault.over(clock.instant()));
    ObjectNode json = Json.object().put("ok", true);
    ArrayNode list = json.putArray("faults");
    active.forEach(fault -> list.add(fault.asJson()));
    return json;
  }

  private Optional<Fault> take(String target) {
    active.removeIf(fault -> fault.over(clock.instant()));
    for (int i = 0; i < active.size(); i++) {
      Fault fault = active.get(i);
      if (fault.target().equals(target)) {
        active.set(i, fault.once());
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
