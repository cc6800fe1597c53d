package dev.dre.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of one thing, done again and again. */
public final class Samples {

  private static final double NANOS_PER_MILLI = 1_000_000;

  private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

  public void add(Duration time) {
    millis.add(time.toNanos() / NANOS_PER_MILLI);
  }

  int count() {
    return millis.size();
  }

  public double median() {
    return percentile(50);
  }

  /** The nearest rank: with few samples p99 is the slowest. */
  public double percentile(double percent) {
    List<Double> sorted;
    synchronized (millis) {
      sorted = millis.stream().sorted().toList();
    }
    if (sorted.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  @Override
  public String toString() {
    return "%d samples, median %s ms, p99 %s ms"
        .formatted(count(), Table.number(median()), Table.number(percentile(99)));
  }
}
