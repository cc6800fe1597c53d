package dev.dre.operations;

import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody answered to what a step asks.
 *
 * @param as whom of those who are asked the answer counts for, at least one
 * @param answers by question; a question that was left out is missing
 */
public record Reply(Actor by, List<Principal> as, SortedMap<String, String> answers, Instant at) {

  public Reply {
    as = List.copyOf(as);
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }
}
