package dev.dre.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.operations.effect.Outcome;
import dev.dre.operations.plan.PlannedOutput;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the result of somebody else's workflow means for the step that started it. */
final class ChildOutcomes {

  private ChildOutcomes() {}

  /**
   * Takes the declared outputs out of an object.
   *
   * @param result null when the workflow returned nothing
   */
  static Outcome of(@Nullable JsonNode result, List<PlannedOutput> declared) {
    var outputs = new TreeMap<String, String>();
    for (PlannedOutput output : declared) {
      String name = output.name();
      JsonNode value = result == null ? null : result.get(name);
      if (value == null || value.isNull()) {
        return new Outcome.Failed("it ended without saying its output " + name, "");
      }
      outputs.put(name, value.isValueNode() ? value.asText() : value.toString());
    }
    return new Outcome.Succeeded(outputs);
  }
}
