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
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The question to people: what will happen, what was looked at, who may answer. Its buttons go when
 * it is answered.
 */
public final class GateMessage {

  private GateMessage() {}

  /** As it is asked. */
  public static Message asked(
      OperationId operation, DatastoreName datastore, Happening.GateOpened gate) {
    var value = new ButtonValue(operation, datastore, gate.gate().value(), gate.gateDigest());
    var blocks = new ArrayList<LayoutBlock>();
    String title =
        "*Approval needed: %s* (step %d of %d)    `%s`"
            .formatted(Words.escape(gate.title()), gate.position(), gate.of(), operation);
    blocks.add(section(s -> s.text(markdownText(title))));
    if (!gate.consequence().isBlank()) {
      blocks.add(section(s -> s.text(markdownText(Words.escape(gate.consequence())))));
    }
    if (!gate.evidence().isEmpty()) {
      blocks.add(
          context(List.of(markdownText("Shown to you and approved with it:   " + evidence(gate)))));
    }
    blocks.add(
        context(
            List.of(
                markdownText(
                    "Needs %d of %s%s. Open until %s; then the operation stands still and it can be asked again: nothing is approved by itself."
                        .formatted(
                            gate.required(),
                            gate.approvers(),
                            gate.excludesRequester()
                                ? ", not %s (who asked)".formatted(Words.name(gate.requester()))
                                : "",
                            Words.day(gate.expiresAt()))))));
    blocks.add(
        actions(
            List.of(
                Buttons.primary(Buttons.APPROVE, "Approve", value.encoded()),
                Buttons.danger(Buttons.REJECT, "Reject", value.encoded()))));
    String text =
        "Approval needed: %s for %s. Needs %d of %s."
            .formatted(gate.title(), operation, gate.required(), gate.approvers());
    return new Message(text, blocks);
  }

  /**
   * As it stands now: still open with the approvals so far, or closed, without buttons, with who,
   * what and when.
   */
  public static Message redrawn(Operation operation, Happening.GateOpened asked) {
    var original = asked(operation.id(), operation.plan().datastore().name(), asked);
    ClosedGate closed = operation.closedGates().get(asked.gate());
    var blocks = new ArrayList<>(original.blocks());
    if (closed != null) {
      blocks.removeLast();
      blocks.removeLast();
      String result = result(closed);
      blocks.add(context(List.of(markdownText(result))));
      return new Message(original.text() + " " + result.replaceAll("<[^>]*>", ""), blocks);
    }
    operation
        .gate()
        .filter(g -> g.id().equals(asked.gate()))
        .map(GateMessage::soFar)
        .filter(line -> !line.isEmpty())
        .ifPresent(line -> blocks.add(blocks.size() - 1, context(List.of(markdownText(line)))));
    return new Message(original.text(), blocks);
  }

  private static String soFar(OpenGate gate) {
    var lines = new ArrayList<String>();
    for (Decision decision : gate.request().decisions()) {
      lines.add(
          "%s approved %s%s"
              .formatted(
                  Words.name(decision.actor()),
                  Words.time(decision.at()),
                  decision.comment().isBlank()
                      ? ""
                      : ": “" + Words.escape(decision.comment()) + "”"));
    }
    if (gate.frozen().isPresent()) {
      lines.add("Paused: a decision is recorded, nothing starts before somebody resumes.");
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

  private static String evidence(Happening.GateOpened gate) {
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
