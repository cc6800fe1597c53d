package dev.dre.operations.client;

import static dev.dre.operations.command.Answer.accepted;
import static dev.dre.operations.command.Answer.alreadySo;
import static dev.dre.operations.command.Answer.refused;

import dev.dre.operations.LineAnswer;
import dev.dre.operations.client.LineReach.Reached;
import dev.dre.operations.command.Answer;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.Right;
import dev.dre.operations.planning.LineSettings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stopping the line and letting it go on, as people want it: first it is recorded, then everything
 * that runs is told, and the answer says who was reached.
 */
public final class LineCommands {

  /** Of a list in an answer. */
  private static final int MOST_NAMES = 12;

  private final Operations operations;
  private final LineReach reach;

  public LineCommands(Operations operations, LineReach reach) {
    this.operations = operations;
    this.reach = reach;
  }

  /** Takes no right, like every pause. */
  public Answer stop(StopLine wish) {
    LineAnswer recorded = operations.stop(wish);
    return recorded.answer() instanceof Answer.Refused
        ? recorded.answer()
        : with(recorded.answer(), told(wish.scope(), r -> held(r, wish.scope())));
  }

  /**
   * Takes the right to resume, by {@code settings}: a stop has no plan that could carry it.
   *
   * @param groups those that were found for whoever wants it
   */
  public Answer lift(LiftLine wish, Set<String> groups, LineSettings settings) {
    var rights = settings.rights(wish.scope());
    if (!rights.allow(Right.RESUME, wish.by(), groups)) {
      return refused(
          "only %s can let the line go on for %s.",
          rights.holdersInWords(Right.RESUME), wish.scope().words());
    }
    LineAnswer recorded = operations.lift(wish);
    return recorded.answer() instanceof Answer.Refused
        ? recorded.answer()
        : with(recorded.answer(), told(wish.scope(), LineCommands::goOn));
  }

  /** What is recorded is recorded, also when nobody can be told now. */
  private String told(LineScope scope, Function<Reached, String> words) {
    try {
      return words.apply(reach.everybody(scope));
    } catch (TemporalSilent e) {
      return " Temporal does not answer, so what runs is not told yet; the bot tells it when it does.";
    }
  }

  private static Answer with(Answer recorded, String more) {
    return recorded instanceof Answer.AlreadySo already
        ? alreadySo("%s%s", already.says(), more)
        : accepted("%s%s", recorded.says(), more);
  }

  private static String held(Reached reached, LineScope scope) {
    String now =
        reached.standing().isEmpty()
            ? " Nothing that runs is held by it."
            : " Held: %s.".formatted(names(reached.standing()));
    return now
        + missed(reached)
        + " What starts from now on starts paused, until somebody lifts it: resume %s."
            .formatted(scope.flag());
  }

  private static String goOn(Reached reached) {
    String now =
        reached.told().isEmpty()
            ? " Nothing that runs was held by it."
            : " Let go: %s.".formatted(names(reached.told()));
    return now + missed(reached);
  }

  private static String missed(Reached reached) {
    return reached.missed().isEmpty() ? "" : " Not reached: %s.".formatted(first(reached.missed()));
  }

  private static String names(List<OperationId> ids) {
    String count = ids.size() == 1 ? "1 operation" : ids.size() + " operations";
    return count + ": " + first(ids.stream().map(OperationId::value).toList());
  }

  private static String first(List<String> all) {
    String shown = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = all.size() - MOST_NAMES;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }
}
