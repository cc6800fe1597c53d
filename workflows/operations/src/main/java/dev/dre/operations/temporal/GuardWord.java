package dev.dre.operations.temporal;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a guard says, and why nobody could look, if so. {@code verdict}: see {@link
 * dev.dre.operations.GuardRun}.
 */
public record GuardWord(String verdict, String detail, SortedMap<String, String> reading) {

  public GuardWord {
    reading = Collections.unmodifiableSortedMap(new TreeMap<>(reading));
  }
}
