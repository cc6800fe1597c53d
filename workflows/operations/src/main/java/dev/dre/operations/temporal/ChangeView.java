package dev.dre.operations.temporal;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a change would do, found out by the API server without doing it.
 *
 * @param why it is not possible; empty when it is
 * @param reading for people: old and new by object, and what they were at that moment
 */
public record ChangeView(String why, SortedMap<String, String> reading) {
  public ChangeView {
    reading = new TreeMap<>(reading);
  }
}
