package dev.dre.bot.words;

import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.event.Verification;
import dev.dre.operations.plan.StepId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One event as one line of an operation's thread. */
public final class ThreadLine {

  private ThreadLine() {}

  /** Slack's mrkdwn; empty for what is told otherwise, or not worth a line. */
  public static Optional<String> of(Event event) {
    return Optional.ofNullable(
        switch (event.what()) {
          case Happening.OperationStarted started -> started(started);
          case Happening.StepStarted started ->
              started.attempt() == 1
                  ? "*%s* started: %s".formatted(id(started.step()), Words.escape(started.title()))
                  : "*%s* started again, attempt %d"
                      .formatted(id(started.step()), started.attempt());
          case Happening.StepSucceeded done ->
              "✓ *%s* done in %s%s"
                  .formatted(id(done.step()), Words.duration(done.took()), outputs(done));
          case Happening.StepFailed failed ->
              "▲ *%s* failed: %s. Looking what it did before it stopped.%s"
                  .formatted(
                      id(failed.step()), Words.escape(failed.reason()), log(failed.lastLines()));
          case Happening.OutcomeUnknown unknown ->
              "▲ *%s*: its outcome is not known (%s). It is seen gone, then it is looked what it did."
                  .formatted(id(unknown.step()), Words.escape(unknown.reason()));
          case Happening.Verified verified ->
              "Looked at *%s*: %s%s"
                  .formatted(
                      id(verified.step()),
                      words(verified.verification()),
                      because(verified.evidence()));
          case Happening.VerifyFailed failed ->
              "▲ Nobody could look what *%s* did: %s"
                  .formatted(id(failed.step()), Words.escape(failed.reason()));
          case Happening.LateOutcome late ->
              "Late and without effect: %s reported %s"
                  .formatted(Words.escape(late.effect()), Words.escape(late.outcome()));
          case Happening.GateOpened opened -> null;
          case Happening.Approved approved ->
              "%s approved%s%s"
                  .formatted(
                      Words.name(approved.by()),
                      quoted(approved.comment()),
                      approved.missing() == 0
                          ? ""
                          : "; %d more needed".formatted(approved.missing()));
          case Happening.GateClosed closed -> gateClosed(closed);
          case Happening.HoldAdded hold ->
              "‖ %s paused%s%s%s"
                  .formatted(
                      Words.name(hold.by()),
                      quoted(hold.reason()),
                      until(hold),
                      hold.meanwhile().isBlank()
                          ? ""
                          : " Meanwhile: " + Words.escape(hold.meanwhile()));
          case Happening.Paused paused -> "‖ Paused. Nothing runs until somebody resumes.";
          case Happening.HoldLifted lifted ->
              lifted.remaining() == 0
                  ? "%s resumed; going on.".formatted(Words.name(lifted.by()))
                  : "%s lifted a hold; %d still stand."
                      .formatted(Words.name(lifted.by()), lifted.remaining());
          case Happening.HoldOver over -> holdOver(over);
          case Happening.Blocked blocked -> null;
          case Happening.WentOn wentOn ->
              "%s chose: %s %s".formatted(Words.name(wentOn.by()), wentOn.how(), id(wentOn.step()));
          case Happening.StepSkipped skipped ->
              "%s goes on without *%s*%s"
                  .formatted(
                      Words.name(skipped.by()), id(skipped.step()), quoted(skipped.comment()));
          case Happening.AssumedGone gone ->
              "%s takes the Job of *%s* for gone%s"
                  .formatted(Words.name(gone.by()), id(gone.step()), quoted(gone.comment()));
          case Happening.AbortRequested abort -> abort(abort);
          case Happening.RolledBack done ->
              "↩ undone on %s: %s".formatted(done.cluster(), Words.escape(done.undoes()));
          case Happening.RollbackFailed failed ->
              "▲ could not undo on %s: %s (try %d: %s). Trying again %s."
                  .formatted(
                      failed.cluster(),
                      Words.escape(failed.undoes()),
                      failed.tries(),
                      Words.escape(failed.reason()),
                      Words.time(failed.nextTry()));
          case Happening.RollbackGivenUp given ->
              "%s gave up on undoing %s%s"
                  .formatted(
                      Words.name(given.by()),
                      Words.escape(given.undoes()),
                      quoted(given.comment()));
          case Happening.ResidueChecked checked -> residue(checked);
          case Happening.LeftBehind left -> null;
          case Happening.CommandRefused refused ->
              "Not counted: %s by %s: %s"
                  .formatted(
                      refused.act(), Words.name(refused.by()), Words.escape(refused.reason()));
          case Happening.Ended ended -> ended(ended);
          case Happening.Unrecognised unrecognised ->
              "Something happened that this version of dre does not know yet.";
        });
  }

  private static String until(Happening.HoldAdded hold) {
    return hold.until()
        .map(
            at ->
                hold.thenResume()
                    ? " Goes on by itself %s.".formatted(Words.day(at))
                    : " Meant to last until %s; it stays paused until somebody resumes."
                        .formatted(Words.day(at)))
        .orElse("");
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

  private static String started(Happening.OperationStarted started) {
    String approvals =
        started.approvals().isEmpty()
            ? "no approvals"
            : started.approvals().stream()
                .map(ThreadLine::id)
                .collect(Collectors.joining(", ", "approval before ", ""));
    return "Plan %s: %d steps, %s. Started by %s."
        .formatted(
            started.planDigest().substring(0, 6),
            started.steps(),
            approvals,
            Words.name(started.requester()));
  }

  private static String outputs(Happening.StepSucceeded done) {
    return done.outputs().isEmpty()
        ? ""
        : done.outputs().entrySet().stream()
            .map(e -> Words.output(e.getKey(), e.getValue()))
            .collect(Collectors.joining(" · ", ": ", ""));
  }

  private static String gateClosed(Happening.GateClosed closed) {
    String step = id(closed.step());
    return switch (closed.result()) {
      case APPROVED -> "✓ *%s* is approved.".formatted(step);
      case REJECTED ->
          "✕ %s rejected *%s*%s".formatted(Words.name(closed.by()), step, quoted(closed.comment()));
      case EXPIRED -> "✕ Nobody answered in time: *%s* is not approved.".formatted(step);
      case ABORTED -> "The request to approve *%s* is closed.".formatted(step);
    };
  }

  private static String abort(Happening.AbortRequested abort) {
    String undoes =
        abort.undoes().isEmpty()
            ? "There is nothing to undo."
            : "Will be undone, in this order: "
                + abort.undoes().stream().map(Words::escape).collect(Collectors.joining(" · "));
    return "↩ %s aborts%s %s".formatted(Words.name(abort.by()), quoted(abort.reason()), undoes);
  }

  private static String residue(Happening.ResidueChecked checked) {
    if (!checked.problem().isBlank()) {
      return "▲ Nobody could look what is left on %s: %s"
          .formatted(checked.cluster(), Words.escape(checked.problem()));
    }
    return checked.found().isBlank()
        ? "Looked on %s: nothing left behind.".formatted(checked.cluster())
        : "Looked on %s, still there: %s"
            .formatted(checked.cluster(), Words.escape(checked.found()));
  }

  private static String ended(Happening.Ended ended) {
    String left = ended.left().isEmpty() ? "" : " Left behind: " + list(ended.left());
    String by =
        ended.by().isPresent()
            ? " Acknowledged by %s%s".formatted(Words.name(ended.by()), quoted(ended.comment()))
            : "";
    return "*Ended: %s* after %s.%s%s"
        .formatted(ended.how(), Words.duration(ended.took()), left, by);
  }

  static String list(List<String> entries) {
    return entries.stream().map(Words::escape).collect(Collectors.joining(" · "));
  }

  static String words(Verification verification) {
    return switch (verification) {
      case DONE -> "it took effect";
      case NOT_DONE -> "it did not take effect";
      case PARTIAL -> "it is half done";
    };
  }

  private static String because(String evidence) {
    return evidence.isBlank() ? "." : " (" + Words.escape(Words.shorten(evidence, 300)) + ").";
  }

  private static String quoted(String text) {
    return text.isBlank() ? "." : ": “" + Words.escape(Words.shorten(text, 300)) + "”";
  }

  private static String log(String lines) {
    return lines.isBlank() ? "" : "\n```" + Words.escape(Words.shorten(lines, 1500)) + "```";
  }

  private static String id(StepId step) {
    return step.value().replace('_', '-');
  }
}
