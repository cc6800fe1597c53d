package dev.dre.bot.estimates;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a step took before.
 *
 * @param took the shortest first; at least one
 * @param where whose runs they are, for people: {@code on db-42}, {@code of migrate}
 */
public record PastRuns(List<Duration> took, String where) {

  /** Fewer say nothing about what is usual. */
  static final int ENOUGH = 5;

  public PastRuns {
    took = took.stream().sorted().toList();
    if (took.isEmpty()) {
      throw new IllegalArgumentException("no past runs");
    }
  }

  public int count() {
    return took.size();
  }

  public Duration shortest() {
    return took.getFirst();
  }

  public Duration longest() {
    return took.getLast();
  }

  /** Half of them took longer; of an even number the longer one of the two in the middle. */
  public Duration median() {
    return took.get(took.size() / 2);
  }

  /** What 95 of 100 did not take longer than; empty when there are too few to say. */
  public Optional<Usual> usual() {
    if (took.size() < ENOUGH) {
      return Optional.empty();
    }
    int runs = (int) Math.ceil(took.size() * 0.95);
    return Optional.of(new Usual(runs, took.get(runs - 1)));
  }

  /** {@code runs} of them took no longer than {@code atMost}. */
  public record Usual(int runs, Duration atMost) {}
}
