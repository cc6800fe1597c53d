package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import dev.dre.approvals.Decision;
import dev.dre.operations.ClosedGate;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The question to people: what will happen, what was looked at, who may answer. Its buttons go when
 * it is answered.
 */
public final class GateMessage {

  private GateMessage() {}

  /**
   * As it stands now: open with the approvals so far, or closed, without buttons, with who, what
   * and when.
   */
  public static Message draw(Operation operation, GateId id) {
    ClosedGate closed = operation.closedGates().get(id);
    OpenGate gate = closed != null ? closed.asked() : operation.gate().orElseThrow();
    PlannedStep step = operation.planOf(operation.step(gate.step()));
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(section(s -> s.text(markdownText(title(operation, gate, step)))));
    String consequence = step.gate().map(PlannedGate::consequence).orElse("");
    if (!consequence.isBlank()) {
      blocks.add(section(s -> s.text(markdownText(Words.escape(consequence)))));
    }
    if (!gate.evidence().isEmpty()) {
      blocks.add(note("Shown to you and approved with it:   " + evidence(gate)));
    }
    String answers = answers(gate);
    if (!answers.isEmpty()) {
      blocks.add(note(answers));
    }
    if (closed != null) {
      String result = result(closed);
      blocks.add(note(result));
      return new Message(
          plain(operation, gate, step) + " " + result.replaceAll("<[^>]*>", ""), blocks);
    }
    blocks.add(note(needs(gate)));
    String value =
        new ButtonValue(
                operation.id(), operation.plan().datastore().name(), id.value(), gate.digest(), "")
            .encoded();
    blocks.add(
        actions(
            List.of(
                Buttons.primary(Buttons.APPROVE, "Approve", value),
                Buttons.danger(Buttons.REJECT, "Reject", value))));
    return new Message(plain(operation, gate, step), blocks);
  }

  private static String title(Operation operation, OpenGate gate, PlannedStep step) {
    return "*Approval needed: %s* (step %d of %d)    `%s`"
        .formatted(
            Words.escape(step.title()),
            operation.positionOf(operation.step(gate.step())),
            operation.steps().size(),
            operation.id());
  }

  private static String plain(Operation operation, OpenGate gate, PlannedStep step) {
    return "Approval needed: %s for %s. Needs %d of %s."
        .formatted(
            step.title(),
            operation.id(),
            gate.request().policy().required(),
            gate.request().policy().approversInWords());
  }

  private static String needs(OpenGate gate) {
    var policy = gate.request().policy();
    String exclusion =
        policy.excludeRequester()
            ? ", not %s (who asked)".formatted(Words.name(gate.request().requester()))
            : "";
    String until =
        gate.frozen().isPresent()
            ? "Paused: the clock stands still; a decision is recorded, nothing starts before somebody resumes."
            : "Open until %s; then the operation stands still and it can be asked again: nothing is approved by itself."
                .formatted(Words.day(gate.request().expiresAt()));
    return "Needs %d of %s%s. %s"
        .formatted(policy.required(), policy.approversInWords(), exclusion, until);
  }

  private static LayoutBlock note(String text) {
    return context(List.of(markdownText(text)));
  }

  private static String answers(OpenGate gate) {
    var lines = new ArrayList<String>();
    for (Decision decision : gate.request().decisions()) {
      String comment =
          decision.comment().isBlank() ? "" : ": “" + Words.escape(decision.comment()) + "”";
      lines.add(
          "%s approved %s%s"
              .formatted(Words.name(decision.actor()), Words.time(decision.at()), comment));
    }
    return String.join("\n", lines);
  }

  private static String result(ClosedGate closed) {
    String when = Words.time(closed.at());
    return switch (closed.result()) {
      case APPROVED -> "✓ Approved; the last by %s %s".formatted(Words.name(closed.by()), when);
      case REJECTED -> "✕ Rejected by %s %s".formatted(Words.name(closed.by()), when);
      case EXPIRED ->
          "✕ Expired %s: nobody answered in time, and nothing was approved".formatted(when);
      case ABORTED ->
          "✕ Closed %s: %s aborted the operation".formatted(when, Words.name(closed.by()));
    };
  }

  private static String evidence(OpenGate gate) {
    return gate.evidence().entrySet().stream()
        .map(
            e -> {
              String step = e.getKey().substring(0, e.getKey().indexOf('.'));
              String output = e.getKey().substring(e.getKey().indexOf('.') + 1);
              return "%s: %s"
                  .formatted(
                      Words.escape(step.replace('_', '-')), Words.output(output, e.getValue()));
            })
        .collect(Collectors.joining("   ·   "));
  }
}
