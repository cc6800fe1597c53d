package dev.dre.bench;

import java.util.Optional;

/**
 * One number, beside that of what dre is compared to: a hand-written workflow, or plain
 * replication.
 *
 * @param baseline empty where there is nothing to compare to
 * @param budget what the design allows; empty where it says nothing
 */
public record Row(
    String what, String unit, double dre, Optional<Double> baseline, Optional<Budget> budget) {

  /** What is allowed, and whether it was kept. */
  public record Budget(String words, boolean kept) {

    static Budget atMost(double limit, String unit, double measured) {
      return new Budget("<= %s %s".formatted(Table.number(limit), unit).strip(), measured <= limit);
    }
  }

  public static Row of(String what, String unit, double dre, double baseline) {
    return new Row(what, unit, dre, Optional.of(baseline), Optional.empty());
  }

  public static Row alone(String what, String unit, double dre) {
    return new Row(what, unit, dre, Optional.empty(), Optional.empty());
  }

  public Row atMost(double limit) {
    return new Row(what, unit, dre, baseline, Optional.of(Budget.atMost(limit, unit, dre)));
  }

  public Row atMostTimes(double factor) {
    return new Row(
        what, unit, dre, baseline, Optional.of(Budget.atMost(factor, "x", ratio().orElse(0.0))));
  }

  /** Empty without a baseline, or where that is 0. */
  Optional<Double> ratio() {
    return baseline.filter(b -> b > 0).map(b -> dre / b);
  }
}
