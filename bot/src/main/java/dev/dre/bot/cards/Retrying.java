package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something is tried again without end, and fails each time. An activity that lives for days is
 * tried again whenever its worker is replaced, so only attempts count that follow each other
 * closely.
 */
final class Retrying implements Outside.OutsideRule {

  /** With the first attempt, the fifth. */
  private static final int FAILURES = 4;

  private static final int LONGEST = 200;
  private static final String FAILS = " fails again and again";

  /** For each activity the attempt that began when all was well, as far as this keeper saw. */
  private final Map<String, Integer> well = new HashMap<>();

  @Override
  public NoticeKind kind() {
    return NoticeKind.RETRYING;
  }

  @Override
  public List<Notice> wrong(Operation operation, List<Pending> pending, Instant now) {
    remember(pending, now);
    var wrong = new ArrayList<Notice>();
    for (Pending one : pending) {
      String key = key(one);
      boolean known = operation.notices().stream().anyMatch(n -> n.key().equals(key));
      int failures = one.attempt() - well.getOrDefault(one.id(), one.attempt());
      boolean stillFails = known && one.attempt() > FAILURES && !worksFor(one, now);
      if ((failures >= FAILURES || stillFails) && !key.isEmpty()) {
        wrong.add(new Notice(kind(), key, words(operation, one), now));
      }
    }
    return wrong;
  }

  /** It works, or it is not wanted any more: from outside that looks the same. */
  @Override
  public Optional<String> over(Notice notice, List<Pending> pending, Instant now) {
    int end = notice.words().indexOf(FAILS);
    String what = end < 0 ? "What failed again and again" : notice.words().substring(0, end);
    return Optional.of(what + " does not fail any more.");
  }

  private void remember(List<Pending> pending, Instant now) {
    var there = new HashSet<String>();
    for (Pending one : pending) {
      there.add(one.id());
      if (worksFor(one, now) || one.attempt() == 1) {
        well.put(one.id(), one.attempt());
      } else {
        well.putIfAbsent(one.id(), one.attempt());
      }
    }
    well.keySet().retainAll(there);
  }

  private static boolean worksFor(Pending one, Instant now) {
    return one.startedAt().filter(at -> !now.isBefore(at.plus(Outside.LONG))).isPresent();
  }

  /** Empty for a delivery that has not said yet whom it is for. */
  private String key(Pending one) {
    if (!one.type().equals(Pending.DELIVERY)) {
      return kind() + "/" + one.id();
    }
    return one.sink().isEmpty() ? "" : Notice.untold(one.sink());
  }

  private static String words(Operation operation, Pending one) {
    return "%s%s (attempt %d): %s."
        .formatted(what(operation, one), FAILS, one.attempt(), failure(one.failure()));
  }

  private static String failure(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replaceFirst("\\.+$", "");
    return line.isEmpty() ? "nobody said why" : Words.shorten(line, LONGEST);
  }

  private static String job(Operation operation) {
    boolean aborts = operation.state() == State.ABORTING;
    return operation.stepsAtWork().stream()
        .map(StepId::words)
        .reduce((step, other) -> step + " or " + other)
        .or(() -> operation.currentStep().filter(s -> !aborts).map(step -> step.id().words()))
        .map("the Job of "::concat)
        .orElse(
            aborts && operation.work().isEmpty()
                ? "a Job that undoes something"
                : "the look at what is left behind");
  }

  private static String what(Operation operation, Pending one) {
    String job = job(operation);
    String where = OperationIds.clusterOf(one.queue()).map(c -> " on " + c).orElse("");
    return switch (one.type()) {
      case "submitJob" -> "Starting " + job + where;
      case "followJob" -> "Following " + job + where;
      case "ensureGone" -> "Seeing gone " + job + where;
      case Pending.DELIVERY -> "Telling " + one.sink();
      default -> one.type() + where;
    };
  }
}
