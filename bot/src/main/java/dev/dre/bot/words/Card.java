package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.ChoiceWords;
import dev.dre.operations.Hold;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.Work;
import dev.dre.operations.event.Notice;
import dev.dre.operations.id.Subject;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.words.GateText;
import dev.dre.words.Meaning;
import dev.dre.words.StoppedLine;
import dev.dre.words.ThreadLine;
import dev.dre.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The root message of an operation's thread: what it is, what it does, and what can be done about
 * it.
 */
public final class Card {

  private static final int BAR = 20;

  /** Of one kind; what is more comes when the first are gone. */
  private static final int MOST_BUTTONS = 3;

  private static final int MOST_NOTICES = 5;

  private static final int LONGEST_CHOICE = 1_000;

  private Card() {}

  public static Message draw(CardView view, Instant now) {
    Operation operation = view.operation();
    String headline = StatusLine.of(view);
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(
        section(
            s ->
                s.text(
                    markdownText(
                        "*%s*    `%s`\n%s"
                            .formatted(
                                Words.escape(operation.plan().summary(), 300),
                                operation.id(),
                                headline)))));
    progressLine(view).ifPresent(line -> blocks.add(section(s -> s.text(markdownText(line)))));
    blocks.add(context(List.of(markdownText(steps(operation, now)))));
    String notes = notes(view);
    if (!notes.isEmpty()) {
      blocks.add(context(List.of(markdownText(notes))));
    }
    var buttons = buttons(operation);
    if (!buttons.isEmpty()) {
      blocks.add(actions(buttons));
    }
    String text = Words.escape(operation.plan().summary(), 300) + " · " + headline;
    return new Message(text, blocks);
  }

  /** What it said last, and how long it will still take; empty when neither is known. */
  private static Optional<String> progressLine(CardView view) {
    if (view.operation().work().isEmpty()) {
      return Optional.empty();
    }
    String line =
        Stream.concat(
                view.progress().stream().flatMap(Card::said),
                view.estimate().map(EstimateWords::of).stream())
            .collect(Collectors.joining(" · "));
    String bar =
        view.progress()
            .map(JobProgress::fraction)
            .filter(fraction -> fraction >= 0)
            .map(fraction -> "`%s` %d %%   ".formatted(bar(fraction), Math.round(fraction * 100)))
            .orElse("");
    return Optional.of(bar + line).filter(text -> !text.isEmpty());
  }

  private static Stream<String> said(JobProgress progress) {
    return Stream.of(progress.message(), progress.problem())
        .filter(said -> !said.isBlank())
        .map(said -> Words.escape(said.strip(), 500));
  }

  private static String bar(double fraction) {
    int full = (int) Math.round(Math.min(1, fraction) * BAR);
    return "▓".repeat(full) + "░".repeat(BAR - full);
  }

  private static String steps(Operation operation, Instant now) {
    String all =
        operation.steps().stream()
            .map(run -> step(operation, run, now))
            .collect(Collectors.joining("   "));
    return Words.shorten(all, 2_900);
  }

  private static String step(Operation operation, StepRun run, Instant now) {
    String name = Words.name(run.id());
    boolean gated = operation.planOf(run).gate().isPresent();
    return switch (run.status()) {
      case PENDING -> "○ " + name + (gated ? " (approval)" : "");
      case RUNNING -> "● *%s* %s".formatted(name, Words.duration(coarse(run.took(now))));
      case VERIFYING -> "● *%s* (looking)".formatted(name);
      case DONE -> "✓ %s %s".formatted(name, Words.duration(run.took(now)));
      case SKIPPED -> "– %s (%s)".formatted(name, run.attempt() == 0 ? "not needed" : "skipped");
      case NOT_DONE -> "✕ %s (not done)".formatted(name);
      case PARTIAL -> "◐ %s (half done)".formatted(name);
      case UNKNOWN -> "? %s (not known)".formatted(name);
    };
  }

  /** A running clock in seconds would cost an edit of the card every second. */
  private static Duration coarse(Duration took) {
    long seconds = took.toSeconds();
    return Duration.ofSeconds(seconds < 60 ? seconds / 5 * 5 : seconds / 60 * 60);
  }

  private static String notes(CardView view) {
    Operation operation = view.operation();
    var lines = new ArrayList<String>();
    // What is so now comes first: what is below it may be old.
    view.silence().map(silence -> "▲ " + silence.words()).ifPresent(lines::add);
    view.notices().stream().limit(MOST_NOTICES).map(Card::notice).forEach(lines::add);
    view.guarding().stream()
        .limit(MOST_BUTTONS)
        .map(seen -> "Watching: " + Words.shorten(seen, 400))
        .forEach(lines::add);
    lines.addAll(WatchWords.of(operation));
    breached(operation).forEach(lines::add);
    operation.holds().stream().limit(MOST_BUTTONS).map(Card::hold).forEach(lines::add);
    if (operation.state() == State.PAUSING || operation.state() == State.PAUSED) {
      lines.addAll(ClockWords.ofPaused(operation));
    }
    operation.rollbacks().stream()
        .filter(Card::isFailing)
        .limit(MOST_BUTTONS)
        .map(Card::failing)
        .forEach(lines::add);
    var left = operation.state().isFinal() ? Meaning.left(operation) : List.<String>of();
    if (!left.isEmpty()) {
      lines.add("Left behind: " + ThreadLine.list(left) + ".");
    }
    waitedFor(operation).ifPresent(lines::add);
    if (isLookStuck(operation)) {
      lines.add(
          "A cluster that is lost for good is not waited for: `/dre assume-gone %s` and how you know it."
              .formatted(operation.id()));
    }
    if (operation.state() == State.ABORTING) {
      lines.add(Meaning.ofWrites(operation));
    }
    ChoiceWords.of(operation).stream()
        .map(choice -> Words.escape(choice, LONGEST_CHOICE))
        .forEach(lines::add);
    if (operation.state().isFinal()) {
      lines.add("Step by step: `/dre show %s`".formatted(operation.id()));
    }
    return String.join("\n", lines);
  }

  private static String notice(Notice notice) {
    return "▲ " + ThreadLine.notice(notice.words(), notice.since());
  }

  private static List<String> breached(Operation operation) {
    return operation.breachedGuards().stream()
        .limit(MOST_BUTTONS)
        .map(
            guard ->
                "▲ Guard %s is not well since %s."
                    .formatted(Words.escape(guard.title(), 200), Words.time(guard.since())))
        .toList();
  }

  private static String hold(Hold hold) {
    return "Held by %s%s since %s%s"
            .formatted(
                Words.name(hold.owner()),
                hold.line().map(of -> " for " + StoppedLine.scope(of)).orElse(""),
                Words.time(hold.since()),
                Words.quoted(": ", Words.shorten(hold.reason(), 200)))
        + hold.until().map(at -> ". " + ThreadLine.until(at, hold.thenResume())).orElse("")
        + hold.line()
            .map(of -> ". `/dre resume %s` lifts it for all.".formatted(StoppedLine.flag(of)))
            .orElse("");
  }

  private static boolean isFailing(RollbackRun run) {
    return run.progress() == RollbackRun.Progress.FAILED;
  }

  /** It cannot even be tried, because its cluster or its worker does not answer. */
  private static boolean isStuck(Operation operation, RollbackRun run) {
    return run.progress() == RollbackRun.Progress.RUNNING
        && operation.notices().stream().anyMatch(Notice::holdsUpWork);
  }

  private static boolean isLookStuck(Operation operation) {
    return operation.work().filter(Work.CheckingResidue.class::isInstance).isPresent()
        && operation.notices().stream().anyMatch(Notice::holdsUpWork);
  }

  private static String failing(RollbackRun run) {
    return "▲ Not undone yet on %s: %s. Tried %s; again %s."
        .formatted(
            run.cluster(),
            Words.escape(run.undoes(), 200),
            run.tries() == 1 ? "once" : run.tries() + " times",
            run.nextTry().map(Words::time).orElse("soon"));
  }

  /** Who has to act; empty while nobody has to. */
  private static Optional<String> waitedFor(Operation operation) {
    Plan plan = operation.plan();
    return switch (operation.state()) {
      case AWAITING_APPROVAL ->
          operation.gate().map(gate -> "Waiting for: " + GateText.approvers(gate));
      case BLOCKED ->
          Optional.of(
              "Waiting for: %s, to choose in the thread. %s"
                  .formatted(Words.holders(plan, Right.RETRY), Meaning.ofWrites(operation)));
      case PAUSED ->
          Optional.of("Waiting for: %s, to resume.".formatted(Words.holders(plan, Right.RESUME)));
      case NEEDS_ATTENTION ->
          Optional.of(
              "Left behind: %s.\nWaiting for: %s, to choose in the thread. %s"
                  .formatted(
                      ThreadLine.list(Meaning.left(operation)),
                      Words.holders(plan, Right.ACKNOWLEDGE),
                      Meaning.ofWrites(operation)));
      case WAITING ->
          switch (operation.work().orElse(null)) {
            case Work.ByHand ignored ->
                Optional.of(
                    "Waiting for: %s, to do it by hand and say so in the thread."
                        .formatted(Words.holders(plan, Right.RETRY)));
            case Work.Asking ignored ->
                operation
                    .questions()
                    .map(open -> Words.principals(open.missing()))
                    .map("Waiting for: %s, to answer in the thread."::formatted);
            case null, default -> WaitWords.of(operation);
          };
      case RUNNING,
          PAUSING,
          ABORTING,
          SUCCEEDED,
          REJECTED,
          ABORTED,
          ABORTED_NEEDS_ATTENTION,
          STOPPED ->
          Optional.empty();
    };
  }

  /** None when it has ended: nothing can be done about it any more. */
  private static List<BlockElement> buttons(Operation operation) {
    if (operation.state().isFinal()) {
      return List.of();
    }
    String value = ButtonValue.of(operation).encoded();
    var buttons = new ArrayList<BlockElement>();
    switch (operation.state()) {
      case RUNNING, AWAITING_APPROVAL, WAITING, BLOCKED -> {
        buttons.add(Buttons.button(Buttons.PAUSE, "Pause", value));
        skip(operation).ifPresent(buttons::add);
        Buttons.wayOut(operation).ifPresent(buttons::add);
      }
      case PAUSING, PAUSED -> {
        resumes(operation, buttons);
        Buttons.wayOut(operation).ifPresent(buttons::add);
      }
      case ABORTING -> {
        if (operation.holds().isEmpty()) {
          buttons.add(Buttons.button(Buttons.PAUSE, "Pause", value));
          failing(operation, buttons);
        } else {
          resumes(operation, buttons);
        }
      }
      case NEEDS_ATTENTION, SUCCEEDED, REJECTED, ABORTED, ABORTED_NEEDS_ATTENTION, STOPPED -> {}
    }
    buttons.add(Buttons.button(Buttons.DETAILS, "Details", value));
    return buttons;
  }

  /** What only waits can be gone on without; what stands blocked has its buttons in the thread. */
  private static Optional<BlockElement> skip(Operation operation) {
    return operation
        .currentStep()
        .filter(run -> operation.state() == State.WAITING)
        .filter(run -> !(operation.work().orElse(null) instanceof Work.ByHand))
        .filter(run -> operation.planOf(run).skippable())
        .map(run -> Subject.attempt(run.id(), run.attempt()).value())
        .map(about -> ButtonValue.of(operation, about).encoded())
        .map(value -> Buttons.button(Buttons.SKIP, "Skip", value));
  }

  private static void failing(Operation operation, List<BlockElement> buttons) {
    var failing =
        operation.rollbacks().stream()
            .filter(run -> isFailing(run) || isStuck(operation, run))
            .limit(MOST_BUTTONS)
            .toList();
    if (failing.stream().anyMatch(Card::isFailing)) {
      buttons.add(
          Buttons.primary(Buttons.RETRY, "Try again now", ButtonValue.of(operation).encoded()));
    }
    int number = 0;
    for (RollbackRun run : failing) {
      number++;
      buttons.add(
          Buttons.button(
              Buttons.numbered(Buttons.GIVE_UP, number),
              "Give up on " + Words.shorten(run.undoes(), 60),
              ButtonValue.of(operation, run.id().value()).encoded()));
    }
  }

  /** Who lets one go on does not mean the others. */
  private static String resume(Hold hold) {
    return hold.line().isPresent() ? "Resume only this one" : "Resume";
  }

  private static void resumes(Operation operation, List<BlockElement> buttons) {
    int number = 0;
    for (Hold hold : operation.holds().stream().limit(MOST_BUTTONS).toList()) {
      number++;
      buttons.add(
          Buttons.primary(
              Buttons.numbered(Buttons.RESUME, number),
              operation.holds().size() == 1 ? resume(hold) : "Lift hold " + number,
              ButtonValue.of(operation, hold.id().value()).encoded()));
    }
  }
}
