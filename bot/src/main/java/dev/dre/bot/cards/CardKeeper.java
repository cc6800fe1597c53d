package dev.dre.bot.cards;

import static dev.dre.bot.cards.KeeperMemory.NOTHING;

import dev.dre.bot.sinks.Pager;
import dev.dre.bot.slack.Posted;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.Card;
import dev.dre.bot.words.CardView;
import dev.dre.bot.words.Message;
import dev.dre.bot.words.Silence;
import dev.dre.bot.words.Window;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalPastOperations;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.LogFields;
import dev.dre.operations.temporal.OperationDataConverter;
import dev.dre.operations.temporal.OperationIds;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws every card and every gate anew when it should look different. Asks Temporal, never Slack,
 * what is so. All edits of all operations share one budget, so older drawings are skipped when
 * there is more to draw than Slack allows.
 */
public final class CardKeeper implements CardKeeperActivities {

  private static final Logger LOG = LoggerFactory.getLogger(CardKeeper.class);

  private static final Duration ROUND = Duration.ofMillis(700);
  private static final Duration SHIFT = Duration.ofHours(24);

  /** Cards of operations that ended while no bot was there are drawn once more. */
  private static final Duration ENDED_LATELY = Duration.ofHours(1);

  /** Slack's tier 3 is about 50 a minute for the whole workspace. */
  private static final int EDITS_PER_MINUTE = 48;

  private static final int BURST = 20;

  /**
   * So many edits are kept for gates and changes of state when progress would take the last ones.
   */
  private static final int RESERVE = 6;

  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(3);

  private final WorkflowClient temporal;
  private final SlackGateway slack;
  private final Optional<SilencePages> pages;
  private final Operations operations;
  private final Executor executor;
  private final InstantSource clock;
  private final Overview overview;
  private final DataConverter converter = OperationDataConverter.create();
  private final Questions questions = new Questions();

  /**
   * Keeps cards, and the line.
   *
   * @param pager empty where nobody is paged
   * @param executor runs what may take long beside the drawing
   * @param overview hears of all operations, each round
   */
  public CardKeeper(
      WorkflowClient temporal,
      SlackGateway slack,
      Optional<Pager> pager,
      Operations operations,
      Executor executor,
      InstantSource clock,
      Overview overview) {
    this.temporal = temporal;
    this.slack = slack;
    this.pages = pager.map(p -> new SilencePages(p::send));
    this.operations = operations;
    this.executor = executor;
    this.clock = clock;
    this.overview = overview;
  }

  /** One operation's run: the workflow id alone is used again by the next operation. */
  private record Run(String workflowId, String runId, Optional<OperationId> operation) {

    /** Not what only tells how one has ended. */
    boolean isHeld() {
      return workflowId.startsWith(OperationIds.HOLDS_A_DATASTORE);
    }
  }

  @Override
  public KeeperMemory keepCards(@Nullable KeeperMemory before) {
    try {
      return keep(before);
    } finally {
      overview.over();
    }
  }

  private KeeperMemory keep(@Nullable KeeperMemory before) {
    var context = Activity.getExecutionContext();
    var shift = new Shift(remembered(context, before), clock.instant());
    Instant end = clock.instant().plus(SHIFT);
    while (clock.instant().isBefore(end)) {
      try {
        shift.round();
      } catch (WorkflowException e) {
        LOG.warn("Temporal does not answer: {}", e.getMessage());
      }
      try {
        context.heartbeat(shift.memory());
        Thread.sleep(ROUND);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the bot is stopping", e);
      }
    }
    return shift.memory();
  }

  private static KeeperMemory remembered(
      ActivityExecutionContext context, @Nullable KeeperMemory before) {
    var handedOn = Optional.ofNullable(before);
    try {
      return context.getHeartbeatDetails(KeeperMemory.class).or(() -> handedOn).orElse(NOTHING);
    } catch (DataConverterException e) {
      // An earlier release remembers nothing.
      return handedOn.orElse(NOTHING);
    }
  }

  /** What one keeper remembers while it is at work. */
  private final class Shift {

    private final Pasts pasts = new Pasts(new TemporalPastOperations(temporal), executor);
    private final Map<Run, Watched> watched = new HashMap<>();
    private final Map<Posted, Message> drawn = new HashMap<>();
    private final Map<Posted, Instant> drawnAt = new HashMap<>();
    private final LineKeeper line = new LineKeeper(operations, executor, clock);
    private final Budget budget;
    private final OperationsQueue queue = new OperationsQueue(temporal);
    private final Beginnings beginnings = new Beginnings(temporal, converter);
    private final Silences silences;
    private final Children children = new Children(temporal);
    private boolean first = true;

    Shift(KeeperMemory before, Instant now) {
      budget = new Budget(BURST, EDITS_PER_MINUTE, now);
      silences = new Silences(new SilenceThread(slack), pages, executor, clock, before.told());
    }

    KeeperMemory memory() {
      return new KeeperMemory(silences.told());
    }

    void round() {
      Instant began = clock.instant();
      Set<Run> open = runs("ExecutionStatus = 'Running'");
      Set<Run> toLookAt = new HashSet<>(open);
      if (first) {
        toLookAt.addAll(runs("CloseTime > '%s'".formatted(clock.instant().minus(ENDED_LATELY))));
        first = false;
      }
      toLookAt.addAll(watched.keySet());
      var drawings = new ArrayList<Drawing>();
      var answering = new ArrayList<Operation>();
      for (Run run : toLookAt) {
        Watched known = watched.computeIfAbsent(run, r -> new Watched(pasts::of));
        LogFields.of(run.operation(), () -> look(run, known));
        Activity.getExecutionContext().heartbeat(memory());
        known
            .view(clock.instant())
            .ifPresent(
                view -> {
                  collect(view, drawings);
                  if (open.contains(run) && view.silence().isEmpty()) {
                    answering.add(view.operation());
                  }
                });
      }
      line.compare(answering);
      silences.compare(open.stream().filter(Run::isHeld).flatMap(this::lookAt).toList());
      draw(drawings);
      tell(open, began);
      watched.keySet().removeIf(run -> !open.contains(run) && settled(run));
    }

    /** Empty for what has no name: nobody could be told whose it is. */
    private Stream<Silences.Look> lookAt(Run run) {
      Watched known = Objects.requireNonNull(watched.get(run));
      return run.operation().stream()
          .map(
              id ->
                  new Silences.Look(
                      id,
                      () ->
                          known
                              .operation()
                              .or(
                                  () ->
                                      beginnings.of(
                                          run.workflowId(), run.runId(), clock.instant())),
                      known.silence()));
    }

    private void tell(Set<Run> open, Instant began) {
      Instant now = clock.instant();
      var views =
          open.stream().map(watched::get).filter(Objects::nonNull).map(w -> w.view(now)).toList();
      long silent =
          views.stream().filter(v -> v.isEmpty() || v.get().silence().isPresent()).count();
      overview.round(
          views.stream().flatMap(Optional::stream).map(CardView::operation).toList(),
          (int) silent,
          Duration.between(began, now),
          now);
    }

    private void look(Run run, Watched known) {
      WorkflowStub stub =
          temporal.newUntypedWorkflowStub(
              WorkflowTargetOptions.newBuilder()
                  .setWorkflowId(run.workflowId())
                  .setRunId(run.runId())
                  .build());
      try {
        var description = stub.describe();
        ask(stub, description, known);
        Instant now = clock.instant();
        known.look(description, children.of(description), converter, now);
        known.telling().tell(stub, known.news(now), now);
      } catch (WorkflowException e) {
        known.silent(Silence.Why.UNKNOWN, clock.instant(), clock.instant());
      }
    }

    /** What cannot answer is not asked: it would hold up the other cards. */
    private void ask(WorkflowStub stub, WorkflowExecutionDescription description, Watched known) {
      Instant now = clock.instant();
      boolean runs =
          description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      var stuck =
          Tasks.stuck(description, now)
              .or(
                  () ->
                      queue
                          .unservedSince(now, () -> questions.isTaken(stub))
                          .filter(since -> runs)
                          .map(since -> new Silence(since, Silence.Why.NO_WORKER)));
      if (stuck.isPresent()) {
        known.silent(stuck.get().why(), stuck.get().since(), now);
      } else if (known.outdated(description, now)) {
        questions
            .ask(stub)
            .ifPresentOrElse(
                operation -> known.answered(operation, description.getHistoryLength()),
                () -> known.silent(Silence.Why.UNKNOWN, now, clock.instant()));
      }
    }

    private void collect(CardView view, List<Drawing> drawings) {
      Operation operation = view.operation();
      String card = operation.windows().get(Window.CARD);
      if (card == null) {
        return;
      }
      var where = Posted.parse(card);
      drawings.add(
          new Drawing(
              operation.id(), where, Card.draw(view, clock.instant()), urgency(view, where)));
      operation
          .windows()
          .forEach(
              (name, window) ->
                  Window.draw(operation, name)
                      .map(
                          drawn ->
                              new Drawing(
                                  operation.id(),
                                  Posted.parse(window),
                                  drawn,
                                  Drawing.Urgency.GATE))
                      .ifPresent(drawings::add));
    }

    /** Only a running Job's clock and bar change all the time. */
    private Drawing.Urgency urgency(CardView view, Posted card) {
      boolean justProgress =
          view.operation().work().isPresent()
              && drawn.containsKey(card)
              && sameButtons(drawn.get(card), Card.draw(view, clock.instant()));
      return justProgress ? Drawing.Urgency.PROGRESS : Drawing.Urgency.STATE;
    }

    private static boolean sameButtons(Message before, Message after) {
      return before.text().equals(after.text());
    }

    private void draw(List<Drawing> drawings) {
      drawings.sort(null);
      for (Drawing drawing : drawings) {
        Instant now = clock.instant();
        boolean progress = drawing.urgency() == Drawing.Urgency.PROGRESS;
        if (drawing.message().equals(drawn.get(drawing.where()))
            || (progress && tooSoon(drawing.where(), now))
            || !budget.take(now, progress ? RESERVE : 0)) {
          continue;
        }
        LogFields.of(drawing.operation(), () -> edit(drawing, now));
      }
    }

    private boolean tooSoon(Posted where, Instant now) {
      Instant before = drawnAt.get(where);
      return before != null && now.isBefore(before.plus(BETWEEN_PROGRESS));
    }

    private void edit(Drawing drawing, Instant now) {
      try {
        slack.update(drawing.where(), drawing.message());
        drawn.put(drawing.where(), drawing.message());
        drawnAt.put(drawing.where(), now);
      } catch (SlackProblem e) {
        if (e.code().equals("message_not_found") || e.code().equals("channel_not_found")) {
          // Somebody deleted it: the operation goes on without its card.
          drawn.put(drawing.where(), drawing.message());
        } else {
          budget.nothingBefore(now.plus(e.retryAfter().orElse(Duration.ofSeconds(2))));
          LOG.warn("a card was not drawn: {}", e.getMessage());
        }
      }
    }

    /** Whether nothing of an operation that has ended is still to be drawn. */
    private boolean settled(Run run) {
      Watched known = watched.get(run);
      if (known == null) {
        return true;
      }
      var drawings = new ArrayList<Drawing>();
      known.view(clock.instant()).ifPresent(view -> collect(view, drawings));
      return drawings.stream().allMatch(d -> d.message().equals(drawn.get(d.where())));
    }

    private Set<Run> runs(String condition) {
      var found = new HashSet<Run>();
      try (Stream<WorkflowExecutionMetadata> all =
          temporal.listExecutions("WorkflowType = 'Operation' AND " + condition)) {
        all.map(CardKeeper::run).forEach(found::add);
      }
      return found;
    }
  }

  private static Run run(WorkflowExecutionMetadata found) {
    var execution = found.getExecution();
    String id = found.getMemo(OperationIds.MEMO_OPERATION, String.class, String.class);
    return new Run(
        execution.getWorkflowId(),
        execution.getRunId(),
        Optional.ofNullable(id).map(OperationId::new));
  }
}
