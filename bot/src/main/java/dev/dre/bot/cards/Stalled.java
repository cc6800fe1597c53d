package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.Work;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Job of a step has said the same for longer than its runbook takes for normal. */
final class Stalled implements Outside.OutsideRule {

  /**
   * Each telling costs history, of which a step that runs for weeks has only so much: one that
   * moves now and then is not told of each time.
   */
  private static final Duration BETWEEN = Duration.ofHours(1);

  private static final String KEY = NoticeKind.STALLED + "/";
  private static final String STANDS = " shows no progress";
  private static final int LONGEST = 200;

  /** When the operation was last seen to know of a stall, as far as this keeper saw. */
  private final Map<String, Instant> known = new HashMap<>();

  @Override
  public NoticeKind kind() {
    return NoticeKind.STALLED;
  }

  @Override
  public List<Notice> wrong(Operation operation, List<Pending> pending, Instant now) {
    boolean open = remember(operation, now);
    return operation.atWork().stream()
        .filter(Work.Running.class::isInstance)
        .flatMap(work -> stalled(operation, (Work.Running) work, open, pending, now).stream())
        .toList();
  }

  private Optional<Notice> stalled(
      Operation operation, Work.Running running, boolean open, List<Pending> pending, Instant now) {
    var step = operation.planOf(operation.step(running.step()));
    String job = JobRequest.nameOf(operation.id(), running.effect());
    if (step.stall().isEmpty() || (!open && known.containsKey(KEY + job))) {
      return Optional.empty();
    }
    Duration atMost = step.stall().get();
    return progress(job, pending)
        .filter(progress -> progress.problem().isEmpty())
        .filter(progress -> progress.since().filter(at -> late(at, atMost, now)).isPresent())
        .map(
            progress ->
                new Notice(
                    kind(),
                    KEY + job,
                    "%s%s for more than %s%s. It goes on, and nothing is stopped."
                        .formatted(
                            step.id().words(),
                            STANDS,
                            Words.duration(atMost),
                            lastWords(": ", progress)),
                    progress.since().orElseThrow()));
  }

  /** Nobody can tell while the Job cannot be looked at. */
  @Override
  public Optional<String> over(Notice notice, List<Pending> pending, Instant now) {
    int end = notice.words().indexOf(STANDS);
    String step = end < 0 ? "The step" : notice.words().substring(0, end);
    var progress = progress(notice.key().substring(KEY.length()), pending);
    if (progress.isEmpty()) {
      return Optional.of(step + ", which showed no progress, does not run any more.");
    }
    boolean moved =
        progress.get().since().filter(at -> at.isAfter(notice.since())).isPresent()
            && progress.get().problem().isEmpty();
    return moved
        ? Optional.of("%s shows progress again%s.".formatted(step, lastWords(": ", progress.get())))
        : Optional.empty();
  }

  /** Whether the operation knows of one now. */
  private boolean remember(Operation operation, Instant now) {
    known.values().removeIf(at -> !now.isBefore(at.plus(BETWEEN)));
    var open = operation.notices().stream().filter(n -> n.kind().equals(kind())).toList();
    open.forEach(notice -> known.put(notice.key(), now));
    return !open.isEmpty();
  }

  private static boolean late(Instant since, Duration atMost, Instant now) {
    return !now.isBefore(since.plus(atMost));
  }

  private static Optional<JobProgress> progress(String job, List<Pending> pending) {
    return pending.stream()
        .flatMap(one -> one.progress().stream())
        .filter(progress -> progress.job().equals(job))
        .findFirst();
  }

  private static String lastWords(String before, JobProgress progress) {
    String percent = progress.fraction() < 0 ? "" : Math.round(progress.fraction() * 100) + " %";
    String message = progress.message().strip().replaceAll("\\s+", " ").replaceFirst("\\.+$", "");
    String both = percent.isEmpty() || message.isEmpty() ? "" : ", ";
    String said = percent + both + Words.shorten(message, LONGEST);
    return said.isEmpty() ? "" : before + said;
  }
}
