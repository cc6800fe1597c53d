package dev.dre.words;

import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.plan.PlannedGate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The question to people: what will happen, what was looked at, who may answer. */
public final class GateText {

  private static final int MOST_SHOWN = 10;

  /** A text of Slack holds 3,000. */
  private static final int MOST_CHARACTERS = 2_900;

  private static final String BETWEEN = "   ·   ";

  private GateText() {}

  /** All of it, as long as it is open. */
  public static String open(Operation operation, OpenGate gate) {
    var lines = new ArrayList<String>();
    lines.add(title(operation, gate, true));
    operation
        .planOf(operation.step(gate.step()))
        .gate()
        .map(PlannedGate::consequence)
        .filter(consequence -> !consequence.isBlank())
        .ifPresent(consequence -> lines.add(Words.escape(consequence, 2_000)));
    if (!gate.evidence().isEmpty()) {
      lines.add(shown(gate));
      lines.addAll(tables(gate));
    }
    lines.add(needs(gate));
    return String.join("\n", lines);
  }

  /** What is, or was, asked for. */
  public static String title(Operation operation, OpenGate gate, boolean open) {
    return "%s: %s (step %d of %d)"
        .formatted(
            open ? "Approval needed" : "Approval",
            Words.escape(operation.planOf(operation.step(gate.step())).title(), 300),
            operation.positionOf(operation.step(gate.step())),
            operation.steps().size());
  }

  /** How many are missing, and of whom. */
  public static String approvers(OpenGate gate) {
    var policy = gate.request().policy();
    String exclusion =
        policy.excludeRequester()
            ? ", not %s (who asked)%s"
                .formatted(
                    Words.name(gate.request().requester()),
                    gate.request().editors().stream()
                        .map(editor -> ", nor %s (who changed it)".formatted(Words.name(editor)))
                        .distinct()
                        .collect(Collectors.joining()))
            : "";
    int missing = gate.request().missing();
    String more = missing < policy.required() ? " more" : "";
    return "%d%s of %s%s.".formatted(missing, more, Words.principals(policy.from()), exclusion);
  }

  /** What is still missing, and until when. */
  public static String needs(OpenGate gate) {
    if (gate.satisfied()) {
      return "All approvals are there. Paused: nothing starts before somebody resumes.";
    }
    String until =
        gate.frozen().isPresent()
            ? "Paused: the clock stands still; a decision is recorded, nothing starts before somebody resumes."
            : "Open until %s; then the operation stands still and it can be asked again: nothing is approved by itself."
                .formatted(Words.day(gate.request().expiresAt()));
    return "Needs %s %s".formatted(approvers(gate), until);
  }

  /** What is shown with the question, and is part of what is approved. */
  public static String shown(OpenGate gate) {
    var values =
        gate.evidence().entrySet().stream()
            .filter(e -> !e.getValue().isBlank() && !Words.hasLines(e.getValue()))
            .map(e -> evidence(e.getKey(), e.getValue()))
            .toList();
    var text = new StringBuilder("Shown to you and approved with it:   ");
    int shown = 0;
    for (String value : values) {
      if (text.length() + value.length() > MOST_CHARACTERS) {
        break;
      }
      text.append(shown++ == 0 ? "" : BETWEEN).append(value);
    }
    return shown == values.size()
        ? text.toString()
        : text.append(BETWEEN).append("and %d more".formatted(values.size() - shown)).toString();
  }

  /** Of what is shown, what has several lines, each as the table that it is. */
  public static List<String> tables(OpenGate gate) {
    return gate.evidence().entrySet().stream()
        .filter(e -> Words.hasLines(e.getValue()))
        .limit(MOST_SHOWN)
        .map(e -> Words.table(e.getKey().replace(".", ": "), e.getValue()))
        .toList();
  }

  /** Of an earlier step, or bare: what was seen just before people were asked. */
  private static String evidence(String reference, String value) {
    int dot = reference.indexOf('.');
    if (dot < 0) {
      return Words.output(reference, value);
    }
    String step = reference.substring(0, dot).replace('_', '-');
    return "%s: %s"
        .formatted(Words.escape(step, 50), Words.output(reference.substring(dot + 1), value));
  }
}
