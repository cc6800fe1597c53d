package dev.dre.operations.temporal;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sink has told.
 *
 * @param throughSequence everything up to this event
 * @param windows what was opened, by name; empty when nothing was
 */
public record DeliveryReport(long throughSequence, SortedMap<String, String> windows) {

  public DeliveryReport {
    windows = new TreeMap<>(windows);
  }
}
