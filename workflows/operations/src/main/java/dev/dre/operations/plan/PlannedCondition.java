package dev.dre.operations.plan;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A question with the answer yes or no, in the Common Expression Language. Checked when the runbook
 * was loaded; answered outside the rules, and the answer is recorded.
 *
 * @param text as the runbook says
 * @param operands everything that {@code text} names
 */
public record PlannedCondition(String text, SortedMap<String, Operand> operands) {

  /**
   * A value that a condition names.
   *
   * @param type as runbooks write it: {@code text}, {@code number}, {@code bytes}, {@code
   *     duration}, {@code yes_no}
   * @param known its value; empty when it is an output, known only at run time
   * @param reportedAs the name under which the output is reported, when it is another than in the
   *     text: steps of a runbook that is a step of another have longer names. Left out when empty,
   *     for the digests of earlier releases
   */
  public record Operand(String type, Optional<String> known, Optional<String> reportedAs) {}

  public PlannedCondition {
    operands = Collections.unmodifiableSortedMap(new TreeMap<>(operands));
  }

  /** What is known of the operands, given what steps and probes have reported. */
  public SortedMap<String, String> values(SortedMap<String, String> reported) {
    var values = new TreeMap<String, String>();
    operands.forEach(
        (name, operand) ->
            operand
                .known()
                .or(() -> Optional.ofNullable(reported.get(operand.reportedAs().orElse(name))))
                .ifPresent(value -> values.put(name, value)));
    return values;
  }
}
