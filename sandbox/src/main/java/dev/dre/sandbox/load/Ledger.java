package dev.dre.sandbox.load;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** What the writers were told was committed. Compared later with what is there. */
final class Ledger {

  private final Map<Integer, BitSet> acknowledged = new TreeMap<>();
  private long commits;
  private long failures;
  private long lastCommit = System.nanoTime();
  private long longestGap;

  /** Writer {@code writer} was told that its row {@code number} is committed. */
  synchronized void committed(int writer, int number) {
    acknowledged.computeIfAbsent(writer, w -> new BitSet()).set(number);
    commits++;
    long now = System.nanoTime();
    longestGap = Math.max(longestGap, now - lastCommit);
    lastCommit = now;
  }

  synchronized void failed() {
    failures++;
  }

  /** Begins to measure the longest gap anew. */
  synchronized void forgetGap() {
    longestGap = 0;
    lastCommit = System.nanoTime();
  }

  synchronized long commits() {
    return commits;
  }

  synchronized long failures() {
    return failures;
  }

  /** The longest time without any commit, also one that has not ended yet. */
  synchronized Duration longestGap() {
    return Duration.ofNanos(Math.max(longestGap, System.nanoTime() - lastCommit));
  }

  /** How many acknowledged rows are not in {@code present}, which has the rows found by writer. */
  synchronized long missingIn(Map<Integer, BitSet> present) {
    long missing = 0;
    for (var entry : acknowledged.entrySet()) {
      var lost = (BitSet) entry.getValue().clone();
      lost.andNot(present.getOrDefault(entry.getKey(), new BitSet()));
      missing += lost.cardinality();
    }
    return missing;
  }
}
