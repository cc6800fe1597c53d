package dev.dre.words;

import dev.dre.operations.ByHand;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One event as one line of an operation's thread. */
public final class ThreadLine {

  /** Of each list; with their lengths this keeps every line below what a message can be. */
  private static final int MOST_NAMES = 12;

  private ThreadLine() {}

  /**
   * Slack's mrkdwn, shorter than a message can be; empty for what has a message of its own, or is
   * not worth a line.
   */
  public static Optional<String> of(Event event) {
    return switch (event.what()) {
      case Happening.GateOpened opened -> Optional.empty();
      case Happening.Blocked blocked -> Optional.empty();
      case Happening.LeftBehind left -> Optional.empty();
      case Happening.HandedOver handed -> Optional.empty();
      case Happening.Asked asked -> Optional.empty();
      default -> Optional.of(words(event.what()));
    };
  }

  private static String words(Happening what) {
    return switch (what) {
      case Happening.OperationStarted started -> started(started);
      case Happening.StepStarted started ->
          started.attempt() == 1
              ? "*%s* started: %s"
                  .formatted(Words.name(started.step()), Words.escape(started.title(), 300))
              : "*%s* started again, attempt %d"
                  .formatted(Words.name(started.step()), started.attempt());
      case Happening.StepSucceeded done ->
          "✓ *%s* done in %s%s%s"
              .formatted(
                  Words.name(done.step()),
                  Words.duration(done.took()),
                  done.outputs().isEmpty() ? "." : ": " + Words.outputs(done.outputs()),
                  Words.tables(done.outputs()));
      case Happening.StepFailed failed ->
          "▲ *%s* failed: %s.%s"
              .formatted(
                  Words.name(failed.step()),
                  Words.escape(failed.reason(), 500),
                  log(failed.lastLines()));
      case Happening.OutcomeUnknown unknown ->
          "▲ *%s*: its outcome is not known (%s). Making sure that it runs no more, then looking what it did."
              .formatted(Words.name(unknown.step()), Words.escape(unknown.reason(), 500));
      case Happening.Verified verified ->
          "Looked at *%s*: %s%s"
              .formatted(
                  Words.name(verified.step()),
                  words(verified.verification()),
                  because(verified.evidence()));
      case Happening.VerifyFailed failed ->
          "▲ Nobody could look what *%s* did: %s."
              .formatted(Words.name(failed.step()), Words.escape(failed.reason(), 500));
      case Happening.LateOutcome late ->
          "Late and without effect: %s reported %s."
              .formatted(Words.escape(late.effect(), 200), Words.escape(late.outcome(), 200));
      case Happening.Approved approved -> approved(approved);
      case Happening.GateClosed closed -> gateClosed(closed);
      case Happening.HoldAdded hold ->
          "‖ %s %s%s.%s%s"
              .formatted(
                  Words.name(hold.by()),
                  hold.line()
                      .map(of -> "stopped the line for " + StoppedLine.scope(of))
                      .orElse("paused"),
                  Words.quoted(": ", hold.reason()),
                  hold.until().map(at -> " " + until(at, hold.thenResume())).orElse(""),
                  hold.meanwhile().isBlank()
                      ? ""
                      : " Meanwhile: " + Words.escape(hold.meanwhile(), 500));
      case Happening.Paused paused -> "‖ Paused. Nothing runs until somebody resumes.";
      case Happening.HoldLifted lifted -> lifted(lifted);
      case Happening.PausedTooLong paused -> tooLong(paused);
      case Happening.HoldOver over -> holdOver(over);
      case Happening.DoneByHand done -> doneByHand(done);
      case Happening.Compared compared -> compared(compared);
      case Happening.StepNotNeeded not ->
          "– *%s* is not needed: %s does not hold."
              .formatted(Words.name(not.step()), Words.escape(not.when(), 300));
      case Happening.Replied replied -> AskLine.of(replied);
      case Happening.Reminded reminded -> AskLine.of(reminded);
      case Happening.AllReplied replied -> AskLine.of(replied);
      case Happening.StepExpanded expanded ->
          "*%s* is run for each of %d: %s. The plan is now %s."
              .formatted(
                  Words.name(expanded.step()),
                  expanded.entries().size(),
                  Words.escape(String.join(", ", expanded.entries()), 1_000),
                  expanded.planDigest().substring(0, 6));
      case Happening.StepSlow slow ->
          "▲ *%s* takes longer than the %s that it should. It goes on, and nothing is stopped."
              .formatted(Words.name(slow.step()), Words.duration(slow.expected()));
      case Happening.Required required -> required(required);
      case Happening.GuardBreached breached -> breached(breached);
      case Happening.GuardFine fine ->
          "✓ Guard *%s*: well again after %s. What was stopped goes on when somebody resumes."
              .formatted(Words.escape(fine.title(), 200), Words.duration(fine.after()));
      case Happening.ApprovalReminded reminded -> RemindLine.of(reminded);
      case Happening.ApprovalEscalated escalated -> RemindLine.of(escalated);
      case Happening.StillWaiting waiting -> RemindLine.of(waiting);
      case Happening.LookingFirst looking ->
          "%s resumed. Looking first whether all is well: %s."
              .formatted(Words.name(looking.by()), Words.escape(looking.guards(), 500));
      case Happening.KeptPaused kept ->
          "‖ It stays paused. Guard *%s*: %s %s can look again, or go on in spite of it with the right to acknowledge."
              .formatted(
                  Words.escape(kept.title(), 200),
                  Words.escape(kept.says(), 500),
                  Words.name(kept.by()));
      case Happening.StepSkipped skipped ->
          "%s goes on without *%s*%s."
              .formatted(
                  Words.name(skipped.by()),
                  Words.name(skipped.step()),
                  Words.quoted(": ", skipped.comment()));
      case Happening.AssumedGone gone ->
          "%s takes the Job of *%s* for gone%s."
              .formatted(
                  Words.name(gone.by()),
                  Words.name(gone.step()),
                  Words.quoted(": ", gone.comment()));
      case Happening.WentOn wentOn ->
          "%s chose for *%s*: %s."
              .formatted(
                  Words.name(wentOn.by()),
                  Words.name(wentOn.step()),
                  Words.escape(wentOn.how(), 100));
      case Happening.AbortRequested abort -> abort(abort);
      case Happening.RolledBack done ->
          "↩ Undone on %s: %s.".formatted(done.cluster(), Words.escape(done.undoes(), 500));
      case Happening.RollbackFailed failed ->
          "▲ Could not undo on %s: %s (try %d: %s). It stays until then; trying again %s."
              .formatted(
                  failed.cluster(),
                  Words.escape(failed.undoes(), 500),
                  failed.tries(),
                  Words.escape(failed.reason(), 500),
                  Words.time(failed.nextTry()));
      case Happening.RollbackGivenUp given ->
          "%s gave up on undoing %s%s. It stays until somebody removes it."
              .formatted(
                  Words.name(given.by()),
                  Words.escape(given.undoes(), 500),
                  Words.quoted(": ", given.comment()));
      case Happening.LookGivenUp given ->
          "%s ended the look at what is left behind on %s%s. Nobody knows what is there."
              .formatted(
                  Words.name(given.by()), given.cluster(), Words.quoted(": ", given.comment()));
      case Happening.ResidueChecked checked -> residue(checked);
      case Happening.CommandRefused refused ->
          "Not counted: %s by %s: %s"
              .formatted(
                  Words.escape(refused.act(), 100),
                  Words.name(refused.by()),
                  Words.escape(refused.reason(), 500));
      case Happening.ReverseRequested reverse ->
          "%s stops it where it is%s. To go back, once it has ended: `/dre %s`"
              .formatted(
                  Words.name(reverse.by()),
                  Words.quoted(": ", reverse.reason()),
                  Words.escape(reverse.wayBack(), 300));
      case Happening.PlanChanged changed ->
          "%s changed %s. What was done stays as it was; the plan is `%s` from here on."
              .formatted(
                  Words.name(changed.by()),
                  changed.changes().entrySet().stream()
                      .map(
                          e ->
                              "*%s* %s"
                                  .formatted(
                                      Words.escape(e.getKey(), 100),
                                      Words.escape(e.getValue(), 200)))
                      .collect(Collectors.joining(", ")),
                  Words.shorten(changed.digest(), 7));
      case Happening.NoticeRaised notice -> "▲ " + notice(notice.words(), notice.since());
      case Happening.NoticeCleared notice -> "✓ " + Words.escape(notice.words(), 500);
      case Happening.Ended ended -> ended(ended);
      case Happening.Unrecognised unrecognised ->
          "Something happened that this version of dre does not know yet.";
      case Happening.GateOpened opened -> throw ownMessage(opened);
      case Happening.Blocked blocked -> throw ownMessage(blocked);
      case Happening.LeftBehind left -> throw ownMessage(left);
      case Happening.HandedOver handed -> throw ownMessage(handed);
      case Happening.Asked asked -> throw ownMessage(asked);
    };
  }

  private static IllegalArgumentException ownMessage(Happening what) {
    return new IllegalArgumentException(what + " has a message of its own");
  }

  /** What becomes of a hold by itself. */
  public static String until(Instant at, boolean thenResume) {
    return thenResume
        ? "Goes on by itself %s.".formatted(Words.day(at))
        : "Meant to last until %s; it stays paused until somebody resumes."
            .formatted(Words.day(at));
  }

  private static String lifted(Happening.HoldLifted lifted) {
    String what =
        lifted
            .lineGoesOn()
            .map(of -> "let the line go on for " + StoppedLine.scope(of))
            .orElse(lifted.remaining() == 0 ? "resumed" : "lifted a hold");
    String now =
        switch (lifted.remaining()) {
          case 0 -> "going on";
          case 1 -> "one hold still stands";
          default -> lifted.remaining() + " holds still stand";
        };
    return "%s %s; %s.".formatted(Words.name(lifted.by()), what, now);
  }

  private static String tooLong(Happening.PausedTooLong paused) {
    String what =
        "▲ Paused for %s, longer than this runbook allows."
            .formatted(Words.duration(paused.after()));
    return switch (paused.then()) {
      case ABORT -> what + " It is aborted, as the runbook says.";
      case PAGE ->
          paused.refused().isBlank()
              ? what + " It stays paused until somebody resumes."
              : "%s The abort that it asks for is refused: %s It stays paused until somebody resumes."
                  .formatted(what, Words.escape(paused.refused(), 300));
    };
  }

  private static String holdOver(Happening.HoldOver over) {
    String whose = "The pause of " + Words.name(over.owner());
    if (!over.lifted()) {
      return "‖ %s was meant to last until now. It stays paused until somebody resumes."
          .formatted(whose);
    }
    return over.remaining() == 0
        ? whose + " is over; going on."
        : "%s is over; %d holds still stand.".formatted(whose, over.remaining());
  }

  private static String doneByHand(Happening.DoneByHand done) {
    String what =
        done.how() == ByHand.How.AS_PLANNED
            ? "did *%s* by hand as planned.".formatted(Words.name(done.step()))
            : "did *%s* by hand, and differently%s."
                .formatted(Words.name(done.step()), Words.quoted(": ", done.comment()));
    return "%s %s Looking whether it took effect.".formatted(Words.name(done.by()), what);
  }

  private static String compared(Happening.Compared compared) {
    int agreed = compared.steps() - compared.differing().size();
    return compared.differing().isEmpty()
        ? "Shadow: all %d steps were done as the plan would have done them."
            .formatted(compared.steps())
        : "Shadow: %d of %d steps were done as the plan would have done them. Not so: %s."
            .formatted(agreed, compared.steps(), list(compared.differing()));
  }

  private static String required(Happening.Required required) {
    String seen = required.reading().isEmpty() ? "" : " Seen: " + Words.outputs(required.reading());
    return required.holds()
        ? "Looked whether *%s* can start: yes.%s".formatted(Words.name(required.step()), seen)
        : "▲ *%s* cannot start: %s%s"
            .formatted(Words.name(required.step()), Words.escape(required.detail(), 500), seen);
  }

  private static String breached(Happening.GuardBreached breached) {
    String then =
        switch (breached.then()) {
          case "abort" -> "The operation is undone, or paused where that is not possible.";
          case "pause" -> "The operation is paused.";
          default -> "The operation goes on; somebody should look.";
        };
    return "▲ Guard *%s*: %s %s%s"
        .formatted(
            Words.escape(breached.title(), 200),
            Words.escape(breached.says(), 500),
            then,
            breached.reading().isEmpty() ? "" : " Seen: " + Words.outputs(breached.reading()));
  }

  private static String started(Happening.OperationStarted started) {
    String approvals =
        started.approvals().isEmpty()
            ? "no approvals"
            : started.approvals().stream()
                .limit(MOST_NAMES)
                .map(Words::name)
                .collect(Collectors.joining(", ", "approval before ", ""));
    return "Plan %s: %d step%s, %s. Started by %s."
        .formatted(
            Words.shorten(started.planDigest(), 7),
            started.steps(),
            started.steps() == 1 ? "" : "s",
            approvals,
            Words.name(started.requester()));
  }

  private static String approved(Happening.Approved approved) {
    return "%s approved%s%s."
        .formatted(
            Words.name(approved.by()),
            Words.quoted(": ", approved.comment()),
            approved.missing() == 0 ? "" : "; %d more needed".formatted(approved.missing()));
  }

  private static String gateClosed(Happening.GateClosed closed) {
    String step = Words.name(closed.step());
    return switch (closed.result()) {
      case APPROVED -> "✓ *%s* is approved.".formatted(step);
      case REJECTED ->
          "✕ %s rejected *%s*%s."
              .formatted(Words.name(closed.by()), step, Words.quoted(": ", closed.comment()));
      case EXPIRED ->
          "✕ Nobody answered in time: *%s* is not approved, and was not started.".formatted(step);
      case ABORTED -> "The request to approve *%s* is closed.".formatted(step);
    };
  }

  private static String abort(Happening.AbortRequested abort) {
    String undoes =
        abort.undoes().isEmpty()
            ? "There is nothing to undo."
            : "Will be undone, each place by itself and the newest first: "
                + list(abort.undoes())
                + ".";
    return "↩ %s aborts%s. %s"
        .formatted(Words.name(abort.by()), Words.quoted(": ", abort.reason()), undoes);
  }

  private static String residue(Happening.ResidueChecked checked) {
    if (!checked.problem().isBlank()) {
      return "▲ Nobody could look what is left on %s: %s."
          .formatted(checked.cluster(), Words.escape(checked.problem(), 500));
    }
    return checked.found().isBlank()
        ? "Looked on %s: nothing left behind.".formatted(checked.cluster())
        : "▲ Looked on %s, still there: %s."
            .formatted(checked.cluster(), Words.escape(checked.found(), 1_000));
  }

  private static String ended(Happening.Ended ended) {
    String left = ended.left().isEmpty() ? "" : " Left behind: " + list(ended.left()) + ".";
    String by =
        ended.by().isPresent()
            ? " Acknowledged by %s%s."
                .formatted(Words.name(ended.by()), Words.quoted(": ", ended.comment()))
            : "";
    return "*Ended: %s* after %s.%s%s"
        .formatted(Words.escape(ended.how(), 100), Words.duration(ended.took()), left, by);
  }

  /** Something that was noticed from outside. */
  public static String notice(String words, Instant since) {
    return "%s Since %s.".formatted(Words.escape(words, 400), Words.time(since));
  }

  /** The first of many, and how many more there are. */
  public static String list(List<String> entries) {
    String shown =
        entries.stream()
            .limit(MOST_NAMES)
            .map(entry -> Words.escape(entry, 150))
            .collect(Collectors.joining(" · "));
    int more = entries.size() - MOST_NAMES;
    return more > 0 ? shown + " · and %d more".formatted(more) : shown;
  }

  public static String words(Verification verification) {
    return switch (verification) {
      case DONE -> "it took effect";
      case NOT_DONE -> "it did not take effect";
      case PARTIAL -> "it is half done";
    };
  }

  private static String because(String evidence) {
    return evidence.isBlank() ? "." : " (" + Words.escape(evidence, 500) + ").";
  }

  private static String log(String lines) {
    return lines.isBlank() ? "" : "\n" + Words.log(lines.strip(), 1_500);
  }
}
