package dev.dre.words;

import dev.dre.operations.plan.Plan;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values with which a blocked step can be tried again, and which can be others then. */
public final class ChangeableValues {

  private ChangeableValues() {}

  /**
   * By parameter, as they are; empty when none can change. What it is about stays as it is: it is
   * locked, and was asked for by that name.
   */
  public static SortedMap<String, String> of(Plan plan) {
    var values = new TreeMap<>(plan.parameters());
    values.values().removeIf(plan.datastore().name().value()::equals);
    return values;
  }
}
