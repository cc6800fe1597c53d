package dev.dre.cli.runbook;

import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A gate that was opened.
 *
 * @param could by person: empty when an approval would have counted then, else why not
 */
record SeenGate(OpenGate gate, SortedMap<String, String> could) {

  /** Empty when {@code event} opens none. Nobody has approved: it is only asked what would be. */
  static Optional<SeenGate> of(Operation operation, Event event, Deeds deeds) {
    if (!(event.what() instanceof Happening.GateOpened opened)) {
      return Optional.empty();
    }
    return operation
        .gate()
        .filter(gate -> gate.id().equals(opened.gate()))
        .map(
            gate -> {
              var could = new TreeMap<String, String>();
              deeds
                  .people()
                  .forEach(
                      name ->
                          could.put(name, deeds.wouldApprove(operation, gate, name, event.at())));
              return new SeenGate(gate, could);
            });
  }
}
