package dev.dre.operations.client.history;

import dev.dre.config.Suggestion;
import dev.dre.operations.client.history.HistorySearch.Direction;
import dev.dre.operations.client.history.HistorySource.Located;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.temporal.OperationInput;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.converter.DataConverter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Searches run by run, from the newest back, and stops when the page is full. Runs are followed
 * from one to the next, never by the workflow's id alone: that is the datastore's, and other
 * operations use it too.
 */
final class Histories implements OperationHistories {

  /** So many operations are looked at for one page. */
  private static final int MOST_OPERATIONS = 200;

  private final HistorySource source;
  private final ChunkReading chunks;

  Histories(HistorySource source, DataConverter converter) {
    this.source = source;
    this.chunks = new ChunkReading(source, converter);
  }

  /** What a search cannot be answered for; says what there is. */
  private static final class NotThere extends RuntimeException {
    NotThere(String why) {
      super(why);
    }
  }

  @Override
  public Answer search(HistorySearch search) {
    try {
      if (search.inAll()) {
        return new Answer.Found(inAll(search));
      }
      return source
          .locate(search.operation())
          .<Answer>map(located -> new Answer.Found(inOne(located, search)))
          .orElseGet(() -> new Answer.NoOperation(search.operation()));
    } catch (NotThere e) {
      return new Answer.Refused(String.valueOf(e.getMessage()));
    }
  }

  private HistoryPage inOne(Located located, HistorySearch search) {
    boolean newer = search.from().filter(f -> f.direction() == Direction.NEWER).isPresent();
    if (newer) {
      var found = newerThan(search.from().orElseThrow().position(), located, search);
      if (found.size() > search.limit()) {
        return newerPage(found.subList(0, search.limit()));
      }
    }
    var finding = new Finding(search, newer ? Optional.empty() : search.from());
    older(located, finding, newer ? Optional.empty() : position(search));
    return finding.page();
  }

  private HistoryPage inAll(HistorySearch search) {
    var from = search.from().filter(f -> f.direction() == Direction.OLDER);
    var finding = new Finding(search, from);
    Optional<Position> place = from.map(HistorySearch.From::position);
    try (var all = source.all(search.filter().since(), search.filter().onlyPending())) {
      int looked = 0;
      boolean there = place.isEmpty();
      for (Iterator<Located> each = all.iterator(); each.hasNext() && !finding.isFull(); ) {
        Located located = each.next();
        boolean here = place.filter(p -> p.operation().equals(located.operation())).isPresent();
        there = there || here;
        if (!there || !isWanted(located, search)) {
          continue;
        }
        if (looked++ == MOST_OPERATIONS) {
          finding.stopsBefore(located.operation(), MOST_OPERATIONS);
          break;
        }
        older(located, finding, here ? place : Optional.empty());
      }
      if (!there) {
        throw new NotThere("Temporal keeps %s no longer.".formatted(place.orElseThrow()));
      }
    }
    return finding.page();
  }

  private static Optional<Position> position(HistorySearch search) {
    return search.from().map(HistorySearch.From::position);
  }

  /** Adds to {@code finding} what is older than {@code place}, or everything. */
  private void older(Located located, Finding finding, Optional<Position> place) {
    Optional<Position> after = place.filter(p -> !p.isBeforeAll());
    String run = after.map(Position::chunk).orElse(located.latest().getRunId());
    var since = finding.search().filter().since();
    while (!run.isEmpty() && !finding.isFull()) {
      Chunk chunk = chunks.read(located.operation(), run(located, run));
      checkStep(chunk, finding.search());
      finding.add(
          chunk, after.isEmpty() ? chunk.entries() : below(chunk, after.get()), after.isEmpty());
      boolean rest = since.flatMap(s -> chunk.begun().map(b -> b.isBefore(s))).orElse(false);
      run = rest || finding.search().filter().onlyPending() ? "" : chunk.olderRun();
      after = Optional.empty();
    }
  }

  private static List<HistoryEntry> below(Chunk chunk, Position place) {
    return chunk.entries().subList(indexOf(chunk, place) + 1, chunk.entries().size());
  }

  private static int indexOf(Chunk chunk, Position place) {
    for (int i = 0; i < chunk.entries().size(); i++) {
      if (place.isOf(chunk.entries().get(i))) {
        return i;
      }
    }
    throw new NotThere("Temporal keeps %s no longer.".formatted(place));
  }

  /** The oldest first; one more than the page holds when there are more. */
  private List<Hit> newerThan(Position place, Located located, HistorySearch search) {
    var hits = new ArrayList<Hit>();
    Optional<Position> above = Optional.of(place).filter(p -> !p.isBeforeAll());
    String run = above.map(Position::chunk).orElse("");
    while (!run.isEmpty() && hits.size() <= search.limit()) {
      Chunk chunk = chunks.read(located.operation(), run(located, run));
      int end = above.map(p -> indexOf(chunk, p)).orElse(chunk.entries().size());
      for (int i = end - 1; i >= 0 && hits.size() <= search.limit(); i--) {
        if (search.filter().matches(chunk.entries().get(i))) {
          hits.add(new Hit(chunk, chunk.entries().get(i)));
        }
      }
      run = chunk.newerRun();
      above = Optional.empty();
    }
    return hits;
  }

  private static HistoryPage newerPage(List<Hit> hits) {
    var entries = new ArrayList<>(hits.stream().map(Hit::entry).toList());
    Collections.reverse(entries);
    return new HistoryPage(
        entries,
        Optional.of(hits.getLast().position()),
        Optional.of(hits.getFirst().position()),
        List.of());
  }

  private static WorkflowExecution run(Located located, String run) {
    return located.latest().toBuilder().setRunId(run).build();
  }

  private static void checkStep(Chunk chunk, HistorySearch search) {
    String wanted = search.filter().step();
    if (wanted.isEmpty() || search.inAll()) {
      return;
    }
    var steps =
        chunk.input().map(input -> input.plan().steps().stream().map(PlannedStep::id).toList());
    if (steps.isPresent()
        && steps.get().stream().noneMatch(s -> HistoryFilter.sameStep(s.value(), wanted))) {
      throw new NotThere(
          "%s has %s"
              .formatted(
                  chunk.operation(),
                  Suggestion.unknown(
                      "step", wanted, steps.get().stream().map(s -> s.words()).toList())));
    }
  }

  private boolean isWanted(Located located, HistorySearch search) {
    if (search.runbook().isEmpty() && search.team().isEmpty()) {
      return true;
    }
    if (located.runbook().isEmpty() || located.team().isEmpty()) {
      return chunks
          .input(located.latest())
          .map(OperationInput::plan)
          .filter(plan -> fits(search, plan.runbook(), plan.datastore().team()))
          .isPresent();
    }
    return fits(search, located.runbook().get(), located.team().get());
  }

  private static boolean fits(HistorySearch search, String runbook, String team) {
    return (search.runbook().isEmpty() || search.runbook().equalsIgnoreCase(runbook))
        && (search.team().isEmpty() || search.team().equalsIgnoreCase(team));
  }
}
