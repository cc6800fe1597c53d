package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.AbortWords;
import dev.dre.operations.Hold;
import dev.dre.operations.Operation;
import dev.dre.operations.PauseWords;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.temporal.JobProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The root message of an operation's thread: what it is, what it does, and what can be done about
 * it.
 */
public final class Card {

  private static final int BAR = 20;

  private Card() {}

  public static Message draw(CardView view, Instant now) {
    Operation operation = view.operation();
    String headline = StatusLine.of(view, now);
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(
        section(
            s ->
                s.text(
                    markdownText(
                        "*%s*    `%s`\n%s"
                            .formatted(
                                Words.escape(operation.plan().summary()),
                                operation.id(),
                                headline)))));
    progressLine(view, now).ifPresent(line -> blocks.add(section(s -> s.text(markdownText(line)))));
    blocks.add(context(List.of(markdownText(steps(operation, now)))));
    String notes = notes(view);
    if (!notes.isEmpty()) {
      blocks.add(context(List.of(markdownText(notes))));
    }
    var buttons = buttons(operation);
    if (!buttons.isEmpty()) {
      blocks.add(actions(buttons));
    }
    String text = "%s · %s".formatted(operation.plan().summary(), headline);
    return new Message(Words.escape(text.replaceAll("<[^>]*>", "")).strip(), blocks);
  }

  private static Optional<String> progressLine(CardView view, Instant now) {
    if (view.progress().isEmpty() || view.operation().work().isEmpty()) {
      return Optional.empty();
    }
    JobProgress progress = view.progress().get();
    String message = Words.escape(progress.message());
    if (progress.fraction() < 0) {
      return message.isEmpty() ? Optional.empty() : Optional.of(message);
    }
    return Optional.of(
        "`%s` %d %%   %s%s"
            .formatted(
                bar(progress.fraction()),
                Math.round(progress.fraction() * 100),
                message,
                left(view.operation(), progress.fraction(), now)));
  }

  private static String bar(double fraction) {
    int full = (int) Math.round(Math.min(1, fraction) * BAR);
    return "▓".repeat(full) + "░".repeat(BAR - full);
  }

  /** Nothing is said before a twentieth is done: it would only be a guess. */
  private static String left(Operation operation, double fraction, Instant now) {
    if (fraction < 0.05 || fraction >= 1) {
      return "";
    }
    return operation
        .currentStep()
        .filter(s -> s.startedAt().isPresent())
        .map(s -> s.took(now))
        .map(took -> Duration.ofMillis((long) (took.toMillis() * (1 - fraction) / fraction)))
        .map(left -> " · about %s left".formatted(Words.duration(left)))
        .orElse("");
  }

  private static String steps(Operation operation, Instant now) {
    return operation.steps().stream()
        .map(run -> step(operation, run, now))
        .collect(Collectors.joining("   "));
  }

  private static String step(Operation operation, StepRun run, Instant now) {
    String name = run.id().value().replace('_', '-');
    boolean gated = operation.planOf(run).gate().isPresent();
    return switch (run.status()) {
      case PENDING -> "○ " + name + (gated ? " (approval)" : "");
      case RUNNING -> "● *%s* %s".formatted(name, Words.duration(coarse(run.took(now))));
      case VERIFYING -> "● *%s* (looking)".formatted(name);
      case DONE -> "✓ %s %s".formatted(name, Words.duration(run.took(now)));
      case SKIPPED -> "– %s (skipped)".formatted(name);
      case NOT_DONE -> "✕ " + name;
      case PARTIAL -> "◐ %s (half done)".formatted(name);
      case UNKNOWN -> "? " + name;
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
    view.notBegun().ifPresent(lines::add);
    for (Hold hold : operation.holds()) {
      lines.add(
          "Held by %s since %s%s"
              .formatted(
                  Words.name(hold.owner()),
                  Words.time(hold.since()),
                  hold.reason().isBlank() ? "" : ": “" + Words.escape(hold.reason()) + "”"));
    }
    if (!operation.state().isFinal() && operation.state() != State.ABORTING) {
      lines.add("If you pause: " + PauseWords.meanwhile(operation));
      lines.add("If you abort: " + abortWords(operation));
    }
    return String.join("\n", lines);
  }

  /** What an abort would undo now, newest first. */
  public static String abortWords(Operation operation) {
    return Words.escape(AbortWords.of(operation));
  }

  private static List<BlockElement> buttons(Operation operation) {
    String value = ButtonValue.of(operation).encoded();
    var buttons = new ArrayList<BlockElement>();
    switch (operation.state()) {
      case RUNNING, AWAITING_APPROVAL, WAITING, BLOCKED -> {
        buttons.add(Buttons.button(Buttons.PAUSE, "Pause", value));
        buttons.add(Buttons.danger(Buttons.ABORT, "Abort", value));
      }
      case PAUSING, PAUSED -> {
        resumes(operation, buttons);
        buttons.add(Buttons.danger(Buttons.ABORT, "Abort", value));
      }
      case ABORTING -> {
        if (operation.holds().isEmpty()) {
          buttons.add(Buttons.button(Buttons.PAUSE, "Pause", value));
        } else {
          resumes(operation, buttons);
        }
      }
      case NEEDS_ATTENTION, SUCCEEDED, REJECTED, ABORTED, ABORTED_NEEDS_ATTENTION -> {}
    }
    buttons.add(Buttons.button(Buttons.DETAILS, "Details", value));
    return buttons;
  }

  private static void resumes(Operation operation, List<BlockElement> buttons) {
    int number = 0;
    for (Hold hold : operation.holds()) {
      number++;
      var button =
          Buttons.primary(
              Buttons.RESUME,
              operation.holds().size() == 1 ? "Resume" : "Lift hold " + number,
              ButtonValue.of(operation, hold.id().value()).encoded());
      // Slack wants action ids to differ within a block.
      button.setActionId(number == 1 ? Buttons.RESUME : Buttons.RESUME + "_" + number);
      buttons.add(button);
      if (number == 3) {
        return;
      }
    }
  }
}
