package dev.dre.cli.op;

import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import dev.dre.config.Question;
import dev.dre.operations.ChoiceWords;
import dev.dre.operations.Clocks;
import dev.dre.operations.Hold;
import dev.dre.operations.LineWords;
import dev.dre.operations.OpenGate;
import dev.dre.operations.OpenQuestions;
import dev.dre.operations.Operation;
import dev.dre.operations.RollbackRun;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.event.Notice;
import dev.dre.operations.line.LineHold;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An operation for a terminal. */
final class OperationText {

  /** As many of a digest's digits as tell one from another. */
  private static final int DIGITS = 6;

  private final Operation operation;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private OperationText(Operation operation, Instant now) {
    this.operation = operation;
    this.now = now;
  }

  static String of(Operation operation, Instant now) {
    return new OperationText(operation, now).text();
  }

  /** {@code 2026-11-23 09:23:04 UTC}. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
  }

  private String text() {
    lines.add("%s  %s".formatted(operation.id(), operation.plan().summary()));
    lines.add(
        "%s since %s · started by %s %s · plan %s · %s · %s"
            .formatted(
                operation.state().words(),
                time(operation.status().since()),
                name(operation.requester()),
                time(operation.startedAt()),
                operation.planDigest().substring(0, DIGITS),
                operation.plan().datastore().environment(),
                operation.plan().datastore().team()));
    operation
        .status()
        .trouble()
        .ifPresent(
            t ->
                lines.add(
                    "trouble: %s. %s"
                        .formatted(
                            t.because().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            t.detail())));
    operation.notices().forEach(this::notice);
    lines.add("");
    operation.steps().forEach(this::step);
    operation.gate().ifPresent(this::gate);
    operation.questions().ifPresent(this::questions);
    operation.holds().forEach(this::hold);
    if (operation.state() == State.PAUSING || operation.state() == State.PAUSED) {
      clocks();
    }
    operation.rollbacks().forEach(this::rollback);
    var choices = ChoiceWords.of(operation);
    if (!choices.isEmpty()) {
      lines.add("");
      lines.addAll(choices);
    }
    return String.join("\n", lines);
  }

  private void notice(Notice notice) {
    lines.add("noticed since %s: %s".formatted(time(notice.since()), notice.words()));
  }

  private void step(StepRun run) {
    String took =
        run.startedAt().isEmpty() ? "" : " " + words(run.took(now)) + attempts(run.attempt());
    String outputs =
        run.outputs().entrySet().stream()
            .map(o -> o.getKey() + "=" + o.getValue())
            .collect(Collectors.joining(" ", "  ", ""));
    lines.add(
        "%2d. %-16s %s%s%s"
            .formatted(
                operation.positionOf(run),
                run.id().words(),
                run.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                took,
                outputs)
            .stripTrailing());
  }

  private static String attempts(int attempt) {
    return attempt > 1 ? ", attempt " + attempt : "";
  }

  private void questions(OpenQuestions open) {
    lines.add("");
    lines.add(
        "asks %s of %s, until %s"
            .formatted(
                open.asking().step().words(),
                open.missing().stream().map(Principal::words).collect(Collectors.joining(", ")),
                time(open.asking().until())));
    for (Question question : open.ask().questions()) {
      lines.add(
          "    %s: %s (%s)".formatted(question.id(), question.title(), question.possibleAnswers()));
    }
    lines.add(
        "    dre op answer %s --set %s=… --reason \"…\""
            .formatted(operation.id(), open.ask().questions().getFirst().id()));
  }

  private void gate(OpenGate gate) {
    var policy = gate.request().policy();
    lines.add("");
    lines.add(
        "waits for approval of %s: %d more of %s%s, until %s"
            .formatted(
                gate.step().words(),
                gate.request().missing(),
                policy.approversInWords(),
                policy.excludeRequester() ? ", not " + name(gate.request().requester()) : "",
                time(gate.request().expiresAt())));
    gate.evidence().forEach((what, value) -> lines.add("    %s = %s".formatted(what, value)));
    lines.add(
        "    dre op approve %s --digest %s --reason \"…\""
            .formatted(operation.id(), gate.digest().substring(0, DIGITS)));
  }

  /** Of a list: what is stopped for many, and how it goes on. */
  static String line(LineHold hold, List<LineHold> all) {
    return "The line is stopped for %s by %s since %s: %s. To lift it: dre op resume %s --reason \"…\""
        .formatted(
            hold.scope().words(),
            name(hold.owner()),
            time(hold.since()),
            hold.reason(),
            LineWords.flags(hold, all));
  }

  private void hold(Hold hold) {
    lines.add("");
    lines.add(
        "held by %s%s since %s%s%s (hold %s)"
            .formatted(
                name(hold.owner()),
                hold.line().map(of -> " for " + of.scope().words()).orElse(""),
                time(hold.since()),
                hold.until().map(at -> until(at, hold.thenResume())).orElse(""),
                hold.reason().isBlank() ? "" : ": " + hold.reason(),
                hold.id().value()));
    hold.line()
        .ifPresent(
            of ->
                lines.add(
                    "    lifts it for all: dre op resume %s --reason \"…\""
                        .formatted(of.scope().flag())));
  }

  private void clocks() {
    var clocks = Clocks.of(operation);
    clocks
        .stopped()
        .forEach(
            clock ->
                lines.add(
                    "stands still: %s, %s left when it was paused"
                        .formatted(clock.what(), words(clock.left()))));
    clocks
        .going()
        .forEach(clock -> lines.add("goes on: at %s %s".formatted(time(clock.at()), clock.then())));
    clocks.meanwhile().forEach(says -> lines.add("meanwhile: " + says));
  }

  private static String until(Instant at, boolean thenResume) {
    return thenResume ? ", goes on by itself at " + time(at) : ", meant to last until " + time(at);
  }

  private void rollback(RollbackRun run) {
    lines.add(
        "undo on %s: %s: %s%s (rollback %s)"
            .formatted(
                run.cluster(),
                run.undoes(),
                run.progress().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                run.nextTry().map(t -> ", next try " + time(t)).orElse(""),
                run.id().value()));
  }

  static String name(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> person.user();
      case Actor.Machine machine -> "dre itself (%s)".formatted(machine.what());
      case Actor.BreakGlass glass -> "%s@%s (break-glass)".formatted(glass.user(), glass.host());
    };
  }

  static String words(Duration duration) {
    return duration
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .substring(2)
        .toLowerCase(Locale.ROOT);
  }
}
