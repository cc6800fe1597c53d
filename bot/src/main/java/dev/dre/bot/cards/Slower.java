package dev.dre.bot.cards;

import dev.dre.bot.estimates.Past;
import dev.dre.bot.estimates.PastRuns;
import dev.dre.bot.words.EstimateWords;
import dev.dre.operations.Operation;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * A step of which nobody has said how long it should take takes longer than 95 of 100 times before.
 * That happens to one in twenty for no reason, so it is told, and wakes nobody.
 */
final class Slower implements Outside.OutsideRule {

  private static final String TAKES = " takes longer than ";

  private final BiFunction<Operation, Instant, Past> past;
  private Set<String> running = Set.of();

  /** {@code past}: what earlier operations took, as far as it is known now. */
  Slower(BiFunction<Operation, Instant, Past> past) {
    this.past = past;
  }

  @Override
  public NoticeKind kind() {
    return NoticeKind.SLOW;
  }

  @Override
  public List<Notice> wrong(Operation operation, List<Pending> pending, Instant now) {
    var all =
        operation.atWork().stream()
            .filter(Work.Running.class::isInstance)
            .map(Work.Running.class::cast)
            .toList();
    running = all.stream().map(this::key).collect(Collectors.toSet());
    return all.stream().flatMap(work -> slow(operation, work, now).stream()).toList();
  }

  private String key(Work.Running work) {
    return "%s/%s/%d".formatted(kind(), work.step(), work.attempt());
  }

  private Optional<Notice> slow(Operation operation, Work.Running work, Instant now) {
    StepRun run = operation.step(work.step());
    boolean known = operation.notices().stream().anyMatch(n -> n.key().equals(key(work)));
    if (known || operation.planOf(run).expected().isPresent() || run.startedAt().isEmpty()) {
      return Optional.empty();
    }
    return past.apply(operation, now)
        .usualOf(operation.plan(), run.id())
        .flatMap(runs -> slow(run, key(work), runs, now));
  }

  /** A minute more is nothing to tell of, however short the step is. */
  private Optional<Notice> slow(StepRun run, String key, PastRuns runs, Instant now) {
    PastRuns.Usual usual = runs.usual().orElseThrow();
    Duration more = run.took(now).minus(usual.atMost());
    if (more.compareTo(Outside.LONG) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            kind(),
            key,
            "%s%s%s. It goes on, and nothing is stopped."
                .formatted(run.id().words(), TAKES, EstimateWords.exceeded(runs, usual)),
            now.minus(more)));
  }

  /** One that is known is so until its step ends, however long others take meanwhile. */
  @Override
  public Optional<String> over(Notice notice, List<Pending> pending, Instant now) {
    if (running.contains(notice.key())) {
      return Optional.empty();
    }
    int end = notice.words().indexOf(TAKES);
    String step = end < 0 ? "The step" : notice.words().substring(0, end);
    return Optional.of(step + ", which took longer than before, does not run any more.");
  }
}
