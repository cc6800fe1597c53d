package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.dre.approvals.Decision;
import dev.dre.operations.ClosedGate;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.id.GateId;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.words.GateText;
import dev.dre.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The question to people: what will happen, what was looked at, who may answer. Its buttons go when
 * it is answered.
 */
public final class GateMessage {

  private static final int MOST_SHOWN = 10;

  private GateMessage() {}

  /**
   * As it stands now: open with the approvals so far, or closed, without buttons, with who, what
   * and when.
   */
  public static Message draw(Operation operation, GateId id) {
    ClosedGate closed = operation.closedGates().get(id);
    OpenGate gate = closed != null ? closed.asked() : operation.gate().orElseThrow();
    PlannedStep step = operation.planOf(operation.step(gate.step()));
    String title = GateText.title(operation, gate, closed == null);
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(section(s -> s.text(markdownText("*%s*    `%s`".formatted(title, operation.id())))));
    String consequence = step.gate().map(PlannedGate::consequence).orElse("");
    if (!consequence.isBlank()) {
      blocks.add(section(s -> s.text(markdownText(Words.escape(consequence, 2_000)))));
    }
    if (!gate.evidence().isEmpty()) {
      blocks.add(note(GateText.shown(gate)));
      GateText.tables(gate).forEach(table -> blocks.add(section(s -> s.text(markdownText(table)))));
    }
    gate.request().decisions().stream()
        .limit(MOST_SHOWN)
        .map(GateMessage::answer)
        .forEach(blocks::add);
    String now = closed != null ? result(closed) : GateText.needs(gate);
    blocks.add(note(now));
    if (closed == null) {
      blocks.add(actions(buttons(operation, gate)));
    }
    return new Message("%s, %s: %s".formatted(title, operation.id(), now), blocks);
  }

  /** The same without its buttons. */
  public static List<LayoutBlock> shown(Operation operation, GateId id) {
    return draw(operation, id).blocks().stream()
        .filter(block -> !(block instanceof ActionsBlock))
        .toList();
  }

  /** What a decision about the gate, as it is now, is about. */
  public static ButtonValue value(Operation operation, OpenGate gate) {
    return new ButtonValue(
            operation.id(),
            operation.plan().datastore().name(),
            gate.id().value(),
            gate.digest(),
            "")
        .withComment(gate.request().policy().commentRequired());
  }

  private static List<BlockElement> buttons(Operation operation, OpenGate gate) {
    String value = value(operation, gate).encoded();
    var buttons = new ArrayList<BlockElement>();
    if (!gate.satisfied()) {
      buttons.add(Buttons.primary(Buttons.APPROVE, "Approve", value));
    }
    buttons.add(Buttons.danger(Buttons.REJECT, "Reject", value));
    return buttons;
  }

  private static LayoutBlock note(String text) {
    return context(List.of(markdownText(text)));
  }

  private static LayoutBlock answer(Decision decision) {
    return note(
        "%s approved %s%s"
            .formatted(
                Words.name(decision.actor()),
                Words.time(decision.at()),
                Words.quoted(": ", decision.comment())));
  }

  private static String result(ClosedGate closed) {
    String when = Words.time(closed.at());
    return switch (closed.result()) {
      case APPROVED -> "✓ Approved; the last by %s %s.".formatted(Words.name(closed.by()), when);
      case REJECTED ->
          "✕ Rejected by %s %s. Nothing was started.".formatted(Words.name(closed.by()), when);
      case EXPIRED ->
          "✕ Expired %s: nobody answered in time, and nothing was approved.".formatted(when);
      case ABORTED ->
          "✕ Closed %s: %s aborted the operation.".formatted(when, Words.name(closed.by()));
    };
  }
}
