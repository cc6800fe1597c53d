package dev.dre.operations.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call by HTTP. Never holds a secret: the worker adds what the settings say for the host.
 *
 * @param method {@code GET}, {@code POST}, …
 * @param body sent as JSON; empty when nothing is sent
 * @param expect the statuses that mean success; empty: each from 200 to 299
 * @param timeout from the call to the end of the answer
 * @param take outputs by name, each the JSON Pointer to its value in the answer
 */
public record PlannedCall(
    String method,
    String url,
    SortedMap<String, String> headers,
    String body,
    List<Integer> expect,
    Duration timeout,
    SortedMap<String, String> take)
    implements Probe {

  public PlannedCall {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    expect = List.copyOf(expect);
    take = Collections.unmodifiableSortedMap(new TreeMap<>(take));
  }

  /** As people read it: {@code POST https://status.example/windows}. */
  public String words() {
    return method + " " + url;
  }
}
