package dev.dre.bot.sinks;

import dev.dre.operations.State;
import dev.dre.operations.event.BlockedBecause;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which events need a person at night, and which say that a trouble is over. Pure; what is open is
 * told to it.
 */
final class Incidents {

  private static final String WARNING = "warning";
  private static final String CRITICAL = "critical";

  /** A rollback that fails once or twice is tried again within seconds. */
  private static final int TRIES_BEFORE_PAGING = 3;

  private static final String NOTICE = "notice/";

  private static final String KEPT_PAUSED = "kept-paused";

  private static final String WAITING = "waiting/";

  /** Of a pager that cannot be told, the pager cannot be told. */
  private static final String UNTOLD = Notice.untold(PagerSink.NAME);

  private final OperationId operation;
  private final Map<String, String> open;

  /** {@code open}: the troubles that were sent and are not over, with their severity by key. */
  Incidents(OperationId operation, Map<String, String> open) {
    this.operation = operation;
    this.open = new TreeMap<>(open);
  }

  /**
   * What is to be sent for {@code event}, the resolutions first. A trouble that is open is sent
   * again only when it has become critical.
   */
  List<Incident> of(Event event) {
    var all = new ArrayList<Incident>();
    for (String key : endedBy(event.what())) {
      if (open.remove(key) != null) {
        all.add(
            new Incident(key, true, WARNING, Optional.empty(), "", event.at(), event.sequence()));
      }
    }
    trouble(event).filter(this::isNews).ifPresent(all::add);
    all.stream().filter(i -> !i.resolved()).forEach(i -> open.put(i.key(), i.severity()));
    return all;
  }

  private boolean isNews(Incident trouble) {
    String before = open.get(trouble.key());
    return before == null || (before.equals(WARNING) && trouble.severity().equals(CRITICAL));
  }

  private Optional<Incident> trouble(Event event) {
    return switch (event.what()) {
      case Happening.Blocked blocked ->
          trouble(
              event,
              "blocked",
              blocked.because() == BlockedBecause.PARTIAL ? CRITICAL : WARNING,
              Optional.of(blocked.step()),
              "%s is blocked at %s: %s"
                  .formatted(operation, blocked.step().words(), blocked.detail()));
      // Of what was noticed there is a page already.
      case Happening.GuardBreached breached when !breached.noticed() ->
          trouble(
              event,
              "guard/" + breached.guard(),
              breached.then().equals("page") ? WARNING : CRITICAL,
              Optional.empty(),
              "%s: %s: %s".formatted(operation, breached.title(), breached.says()));
      case Happening.RollbackFailed failed when failed.tries() >= TRIES_BEFORE_PAGING ->
          trouble(
              event,
              "rollback/" + failed.rollback(),
              CRITICAL,
              Optional.empty(),
              "%s cannot undo on %s: %s (%s)"
                  .formatted(operation, failed.cluster(), failed.undoes(), failed.reason()));
      case Happening.LeftBehind left ->
          trouble(
              event,
              "left-behind",
              CRITICAL,
              Optional.empty(),
              "%s left behind: %s".formatted(operation, String.join(", ", left.left())));
      case Happening.ApprovalEscalated escalated ->
          trouble(
              event,
              "approval/" + escalated.gate(),
              WARNING,
              Optional.of(escalated.step()),
              "%s: nobody has decided about %s for %d min; %s should see to it"
                  .formatted(
                      operation,
                      escalated.step().words(),
                      escalated.after().toMinutes(),
                      escalated.to().words()));
      // Each reminder is one of its own: what was told once may have been overlooked. They count
      // from when it began to stand so, and can begin again without a word that it went on.
      case Happening.StillWaiting waiting ->
          trouble(
              event,
              WAITING + since(waiting) + waiting.times(),
              waiting.state() == State.BLOCKED ? WARNING : CRITICAL,
              waiting.step(),
              "%s still %s, since %s".formatted(operation, waits(waiting), waiting.since()));
      case Happening.PausedTooLong paused ->
          trouble(
              event,
              "paused-too-long",
              WARNING,
              Optional.empty(),
              "%s stands paused for longer than %d min"
                  .formatted(operation, paused.after().toMinutes()));
      case Happening.KeptPaused kept when kept.byItself() ->
          trouble(
              event,
              KEPT_PAUSED,
              WARNING,
              Optional.empty(),
              "%s was to go on by itself and stays paused: %s: %s"
                  .formatted(operation, kept.title(), kept.says()));
      case Happening.StepSlow slow ->
          trouble(
              event,
              "slow/" + slow.step(),
              WARNING,
              Optional.of(slow.step()),
              "%s: %s takes longer than expected".formatted(operation, slow.step().words()));
      case Happening.NoticeRaised notice when pages(notice) ->
          trouble(
              event,
              NOTICE + notice.key(),
              notice.kind().equals(NoticeKind.UNSERVED) ? CRITICAL : WARNING,
              Optional.empty(),
              "%s: %s".formatted(operation, notice.words()));
      default -> Optional.empty();
    };
  }

  private static String since(Happening.StillWaiting waiting) {
    return waiting.since().getEpochSecond() + "/";
  }

  private static String waits(Happening.StillWaiting waiting) {
    return switch (waiting.state()) {
      case BLOCKED -> "stands blocked";
      case NEEDS_ATTENTION -> "needs attention";
      default -> "is held while it is being undone";
    };
  }

  /** That a step takes longer than before happens to one in twenty for no reason. */
  private static boolean pages(Happening.NoticeRaised notice) {
    return !notice.key().equals(UNTOLD) && !notice.kind().equals(NoticeKind.SLOW);
  }

  private Optional<Incident> trouble(
      Event event, String key, String severity, Optional<StepId> step, String summary) {
    return Optional.of(
        new Incident(
            operation + "/" + key, false, severity, step, summary, event.at(), event.sequence()));
  }

  /** The keys of the troubles that {@code what} ends, if they are open. */
  private Set<String> endedBy(Happening what) {
    return switch (what) {
      case Happening.WentOn ignored -> and(reminders(), key("blocked"));
      case Happening.StillWaiting waiting -> remindersBut(since(waiting));
      case Happening.HoldAdded ignored -> reminders();
      case Happening.GateClosed closed -> Set.of(key("approval/" + closed.gate()));
      case Happening.HoldLifted lifted when lifted.remaining() == 0 ->
          and(reminders(), key("paused-too-long"), key(KEPT_PAUSED));
      case Happening.HoldOver over when over.lifted() && over.remaining() == 0 ->
          and(reminders(), key("paused-too-long"), key(KEPT_PAUSED));
      case Happening.StepStarted ignored -> and(reminders(), key("blocked"));
      case Happening.StepSkipped skipped ->
          and(reminders(), key("blocked"), key("slow/" + skipped.step()));
      case Happening.StepSucceeded done -> Set.of(key("slow/" + done.step()));
      case Happening.StepFailed failed -> Set.of(key("slow/" + failed.step()));
      case Happening.GuardFine fine -> Set.of(key("guard/" + fine.guard()));
      case Happening.RolledBack done -> Set.of(key("rollback/" + done.rollback()));
      case Happening.RollbackGivenUp given -> Set.of(key("rollback/" + given.rollback()));
      case Happening.NoticeCleared notice -> Set.of(key(NOTICE + notice.key()));
      // What comes after it has keys of its own; what is seen from outside stays as it is.
      case Happening.AbortRequested ignored ->
          open.keySet().stream()
              .filter(open -> !open.startsWith(key(NOTICE)))
              .collect(Collectors.toSet());
      case Happening.Ended ignored -> Set.copyOf(open.keySet());
      default -> Set.of();
    };
  }

  /** Of what somebody was reminded of, it is over, or meant to be so. */
  private Set<String> reminders() {
    return open.keySet().stream()
        .filter(open -> open.startsWith(key(WAITING)))
        .collect(Collectors.toSet());
  }

  /** Those of what has begun to stand at another time: it is over, it stands anew. */
  private Set<String> remindersBut(String since) {
    return reminders().stream()
        .filter(open -> !open.startsWith(key(WAITING + since)))
        .collect(Collectors.toSet());
  }

  private static Set<String> and(Set<String> some, String... others) {
    var all = new TreeSet<>(some);
    all.addAll(List.of(others));
    return all;
  }

  private String key(String trouble) {
    return operation + "/" + trouble;
  }
}
