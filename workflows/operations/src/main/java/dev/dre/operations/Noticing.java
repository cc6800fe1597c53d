package dev.dre.operations;

import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import java.time.Instant;

/**
 * What somebody outside has noticed. It is told once and changes nothing else, people decide what
 * it means; only guards know by it that nobody can look.
 */
final class Noticing {

  /** More at once say no more than these. */
  private static final int MOST = 20;

  private Noticing() {}

  /** Nothing changes when it is known already, or nothing can go wrong any more. */
  static Operation raised(Operation operation, Notice notice, Instant now) {
    if (operation.state().isFinal()
        || known(operation, notice)
        || operation.notices().size() >= MOST) {
      return operation;
    }
    var draft = new Draft(operation, now);
    draft.notices.add(notice);
    draft.emit(
        new Happening.NoticeRaised(notice.kind(), notice.key(), notice.words(), notice.since()));
    Guards.withoutWorker(draft, true);
    return draft.finish();
  }

  /** {@code notice} says in its words what is so instead. Nothing changes when it is not known. */
  static Operation cleared(Operation operation, Notice notice, Instant now) {
    if (!known(operation, notice)) {
      return operation;
    }
    var draft = new Draft(operation, now);
    draft.notices.removeIf(open -> open.key().equals(notice.key()));
    draft.emit(
        new Happening.NoticeCleared(notice.kind(), notice.key(), notice.words(), notice.since()));
    return draft.finish();
  }

  private static boolean known(Operation operation, Notice notice) {
    return operation.notices().stream().anyMatch(open -> open.key().equals(notice.key()));
  }
}
