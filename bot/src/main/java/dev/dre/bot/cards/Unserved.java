package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something has waited in the queue of a cluster, or of a workflow of somebody else, for so long
 * that no worker can be there. It does not matter which attempt it is: a worker that dies leaves
 * the second one waiting.
 */
final class Unserved implements Outside.OutsideRule {

  private static final String KEY = NoticeKind.UNSERVED + "/";

  @Override
  public NoticeKind kind() {
    return NoticeKind.UNSERVED;
  }

  @Override
  public List<Notice> wrong(Operation operation, List<Pending> pending, Instant now) {
    var waiting = new TreeMap<String, Instant>();
    for (Pending one : pending) {
      boolean waits =
          one.startedAt().isEmpty() && !now.isBefore(one.scheduledAt().plus(Outside.LONG));
      if (waits) {
        one.servedBy()
            .ifPresent(
                there -> waiting.merge(there, one.scheduledAt(), (a, b) -> a.isBefore(b) ? a : b));
      }
    }
    return waiting.entrySet().stream()
        .map(
            e ->
                new Notice(
                    kind(),
                    KEY + e.getKey(),
                    "No worker serves %s, so nothing goes on there. Start one; nothing is lost meanwhile."
                        .formatted(e.getKey()),
                    e.getValue()))
        .toList();
  }

  /** What was handed to the queue a moment ago says nothing yet. */
  @Override
  public Optional<String> over(Notice notice, List<Pending> pending, Instant now) {
    String where = notice.key().substring(KEY.length());
    var there = pending.stream().filter(one -> one.servedBy().equals(Optional.of(where))).toList();
    if (there.isEmpty()) {
      return Optional.of("Nothing waits for a worker of %s any more.".formatted(where));
    }
    // What waits for its next attempt was taken by a worker before.
    return there.stream().anyMatch(one -> one.startedAt().isPresent() || one.backsOff(now))
        ? Optional.of("A worker serves %s again.".formatted(where))
        : Optional.empty();
  }
}
