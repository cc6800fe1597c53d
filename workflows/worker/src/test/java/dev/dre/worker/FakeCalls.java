package dev.dre.worker;

import dev.dre.operations.temporal.CallActivities;
import dev.dre.operations.temporal.CallOutcome;
import dev.dre.operations.temporal.CallRequest;
import dev.dre.operations.temporal.CallWatchRequest;
import dev.dre.operations.temporal.WatchOutcome;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever is called answers what the test says; nothing else is called. */
final class FakeCalls implements CallActivities {

  final List<CallRequest> made = new CopyOnWriteArrayList<>();
  private final Queue<CallOutcome> answers = new ConcurrentLinkedQueue<>();

  /** What the next calls come to, one after the other; without any they are answered. */
  void script(CallOutcome... outcomes) {
    answers.addAll(List.of(outcomes));
  }

  @Override
  public CallOutcome call(CallRequest request) {
    made.add(request);
    CallOutcome next = answers.poll();
    return next == null ? new CallOutcome.Answered(new TreeMap<>()) : next;
  }

  @Override
  public WatchOutcome watch(CallWatchRequest request) {
    var reading = new TreeMap<String, String>();
    reading.put("lag", "0.4");
    return new WatchOutcome.Held(reading);
  }
}
