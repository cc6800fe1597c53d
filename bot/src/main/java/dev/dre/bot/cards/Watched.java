package dev.dre.bot.cards;

import dev.dre.bot.estimates.Past;
import dev.dre.bot.words.CardView;
import dev.dre.bot.words.Silence;
import dev.dre.operations.Operation;
import dev.dre.operations.event.Notice;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.Noticed;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the keeper last knew of one operation. */
final class Watched {

  /** A short hiccup is not worth a line on the card. */
  private static final Duration SILENT = Duration.ofSeconds(15);

  /** Asking what does not answer takes time that the other cards need. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(10);

  private final Outside outside;
  private final Estimating estimating;
  private final Telling telling = new Telling();
  private long historyLength = -1;
  private Optional<Operation> operation = Optional.empty();
  private List<Pending> pending = List.of();
  private List<Notice> wrong = List.of();
  private Optional<Silence> silence = Optional.empty();
  private Instant notAskedBefore = Instant.MIN;
  private boolean goesOnElsewhere;

  /** {@code past}: what earlier operations took, as far as it is known now. */
  Watched(BiFunction<Operation, Instant, Past> past) {
    outside = new Outside(past);
    estimating = new Estimating(past);
  }

  /** Whether the operation has to be asked again: its history has grown since. */
  boolean outdated(WorkflowExecutionDescription description, Instant now) {
    boolean grown =
        operation.isEmpty()
            || silence.isPresent()
            || description.getHistoryLength() != historyLength;
    return grown && !now.isBefore(notAskedBefore);
  }

  void answered(Operation now, long lengthWhenAsked) {
    operation = Optional.of(now);
    historyLength = lengthWhenAsked;
    silence = Optional.empty();
  }

  /** It did not answer, or nobody is there who could answer for it. */
  void silent(Silence.Why why, Instant since, Instant now) {
    // The first moment counts: what is seen later are tries.
    silence = Optional.of(new Silence(silence.map(Silence::since).orElse(since), why));
    notAskedBefore = now.plus(BETWEEN_QUESTIONS);
  }

  void look(
      WorkflowExecutionDescription description,
      List<Pending> children,
      DataConverter converter,
      Instant now) {
    goesOnElsewhere =
        description.getStatus()
            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
    pending =
        Stream.concat(
                description.getRawDescription().getPendingActivitiesList().stream()
                    .map(activity -> Pending.of(activity, converter)),
                children.stream())
            .toList();
    wrong = operation.map(o -> outside.wrong(o, pending, now)).orElse(List.of());
    operation.ifPresent(o -> estimating.look(o, progress(), now));
  }

  /** What the operation has to be told; nothing while it does not answer. */
  List<Noticed> news(Instant now) {
    return operation
        .filter(o -> silence.isEmpty() && !goesOnElsewhere)
        .map(o -> outside.news(o, wrong, pending, now))
        .orElse(List.of());
  }

  /** As it was when it answered last; empty when it never has. */
  Optional<Operation> operation() {
    return operation;
  }

  /** However short it is; empty while it answers. */
  Optional<Silence> silence() {
    return silence;
  }

  Telling telling() {
    return telling;
  }

  /**
   * Empty while nothing is known, and when a later run of the workflow carries the operation on.
   */
  Optional<CardView> view(Instant now) {
    return operation
        .filter(o -> !goesOnElsewhere)
        .map(
            o ->
                new CardView(
                    o,
                    progress(),
                    estimating.estimate(),
                    guarding(),
                    outside.shown(o, wrong),
                    silence.filter(s -> !now.isBefore(s.since().plus(SILENT)))));
  }

  private Optional<JobProgress> progress() {
    return operation.flatMap(o -> Progress.of(o, pending));
  }

  private List<String> guarding() {
    return pending.stream().flatMap(one -> one.guarding().stream()).sorted().toList();
  }
}
