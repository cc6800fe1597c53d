package dev.dre.operations;

import java.util.SortedMap;
import java.util.TreeMap;

/** What the steps have reported, as conditions name it. */
final class Outputs {

  private Outputs() {}

  /** By {@code step.output}; of steps that are done. */
  static SortedMap<String, String> of(Operation operation) {
    var all = new TreeMap<String, String>();
    for (StepRun run : operation.steps()) {
      run.outputs().forEach((name, value) -> all.put(run.id() + "." + name, value));
    }
    return all;
  }
}
