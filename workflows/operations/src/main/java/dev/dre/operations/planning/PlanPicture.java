package dev.dre.operations.planning;

import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedGate;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.plan.PlannedRollback;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepAction;
import dev.dre.operations.plan.StepId;
import dev.dre.operations.plan.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan as a Mermaid flowchart: what comes after what, beside what and only if, who is asked, what
 * an abort undoes, and from where on it is refused. {@link PlanText} has every command.
 */
public final class PlanPicture {

  /** An arrow that has no target yet; {@code label}: empty when it says nothing. */
  private record Arrow(String from, String label) {}

  private final List<String> lines = new ArrayList<>();
  private final List<String> arrows = new ArrayList<>();
  private List<Arrow> open = List.of();
  private Optional<Zone> zone = Optional.empty();

  private PlanPicture() {}

  /** All of {@code plan}, as Mermaid reads it. */
  public static String of(Plan plan) {
    return new PlanPicture().picture(plan);
  }

  private String picture(Plan plan) {
    lines.add("flowchart TD");
    lines.add("  classDef looks stroke-dasharray:5 4");
    lines.add("  classDef asks stroke-width:3px");
    node("begin", "([", plan.summary(), "])", "");
    open = List.of(new Arrow("begin", ""));
    enter(Zone.CANCEL);
    for (int first = 0; first < plan.steps().size(); ) {
      int after = afterGroup(plan.steps(), first);
      beside(plan, first, after);
      first = after;
    }
    lines.add("  end");
    node("done", "([", "done", "])", "");
    into("done");
    plan.guards().forEach(guard -> guard(plan, guard));
    lines.addAll(arrows);
    return String.join("\n", lines);
  }

  private void enter(Zone next) {
    if (!zone.equals(Optional.of(next))) {
      zone.ifPresent(ended -> lines.add("  end"));
      zone = Optional.of(next);
      lines.add("  subgraph zone_%s[%s]".formatted(next, quoted(heading(next))));
    }
  }

  private static String heading(Zone zone) {
    return switch (zone) {
      case CANCEL -> "an abort undoes everything";
      case REVERSE -> "an abort is refused, a reverse operation goes back";
      case COMPLETE -> "an abort is refused, there is no prepared way back";
    };
  }

  /** The first step that does not stand beside the one at {@code first}. */
  private static int afterGroup(List<PlannedStep> steps, int first) {
    Optional<PlannedGroup> group = steps.get(first).group();
    int after = first + 1;
    while (group.isPresent() && after < steps.size() && steps.get(after).group().equals(group)) {
      after++;
    }
    return after;
  }

  /** The steps from {@code first} on, all after the same ones; the next waits for all of them. */
  private void beside(Plan plan, int first, int after) {
    List<Arrow> before = open;
    var ends = new ArrayList<Arrow>();
    for (int i = first; i < after; i++) {
      open = before;
      step(i, plan.steps().get(i));
      ends.addAll(open);
    }
    open = ends;
  }

  private void step(int index, PlannedStep step) {
    String id = id(index);
    var passedBy = new ArrayList<Arrow>();
    step.when()
        .ifPresent(
            when -> {
              node(id + "when", "{", when.text(), "}", "");
              into(id + "when");
              open = List.of(new Arrow(id + "when", "yes"));
              passedBy.add(new Arrow(id + "when", "no"));
            });
    step.gate()
        .ifPresent(
            gate -> {
              // An explicit gate does nothing but ask, so its box is the question.
              String title = onlyAsks(step) ? titled(index, step) + "\n" : "";
              node(id + "gate", "{{", title + asks(gate), "}}", "asks");
              into(id + "gate");
            });
    // Whoever is asked before it is asked while the zone before it lasts.
    enter(step.zone());
    if (!onlyAsks(step)) {
      shape(id, step, titled(index, step) + details(step));
      into(id);
    }
    passedBy.addAll(0, open);
    open = passedBy;
  }

  private static boolean onlyAsks(PlannedStep step) {
    return step.action() instanceof StepAction.Approve;
  }

  /** No "1." as Mermaid takes that for a list and draws an error. */
  private static String titled(int index, PlannedStep step) {
    return "%d · %s".formatted(index + 1, step.title());
  }

  private static String asks(PlannedGate gate) {
    return "%d of %s\nrisk %s"
        .formatted(gate.policy().required(), gate.policy().approversInWords(), gate.risk());
  }

  private static String details(PlannedStep step) {
    var details = new StringBuilder();
    step.require().ifPresent(need -> details.append("\nneeds ").append(need.that().text()));
    step.each()
        .ifPresent(
            each -> details.append("\nfor each %s of %s".formatted(each.item(), each.list())));
    for (PlannedRollback entry : step.rollback()) {
      details.append("\nundoes ").append(entry.undoes());
    }
    return details.toString();
  }

  private void shape(String id, PlannedStep step, String label) {
    String style = step.readOnly() ? "looks" : "";
    switch (step.action()) {
      case StepAction.Ask ignored -> node(id, "{{", label, "}}", "asks");
      case StepAction.Call ignored -> node(id, "[[", label, "]]", style);
      case StepAction.StartWorkflow ignored -> node(id, "[[", label, "]]", style);
      default -> {
        boolean waits = step.action().waits();
        node(id, waits ? "([" : "[", label, waits ? "])" : "]", style);
      }
    }
  }

  private void guard(Plan plan, PlannedGuard guard) {
    String id = "guard" + plan.guards().indexOf(guard);
    node(id, "[/", "guarded: " + guard.title(), "/]", "looks");
    arrows.add(
        "  %s -.-> %s -.-> %s".formatted(shown(plan, guard.from()), id, shown(plan, guard.to())));
  }

  /** The node of {@code step}; one that only asks is nothing but its gate. */
  private static String shown(Plan plan, StepId step) {
    int index = plan.steps().stream().map(PlannedStep::id).toList().indexOf(step);
    if (index < 0) {
      return "done"; // It is not needed here, so the guard looks until the end.
    }
    return onlyAsks(plan.steps().get(index)) ? id(index) + "gate" : id(index);
  }

  private static String id(int index) {
    return "step" + (index + 1);
  }

  private void node(String id, String opens, String label, String closes, String style) {
    lines.add(
        "  %s%s%s%s%s"
            .formatted(id, opens, quoted(label), closes, style.isEmpty() ? "" : ":::" + style));
  }

  private void into(String node) {
    for (Arrow arrow : open) {
      arrows.add(
          "  %s -->%s %s"
              .formatted(
                  arrow.from(), arrow.label().isEmpty() ? "" : "|" + arrow.label() + "|", node));
    }
    open = List.of(new Arrow(node, ""));
  }

  /** Mermaid reads quotes, angle brackets, backticks and entities of its own in a label. */
  private static String quoted(String label) {
    return '"'
        + label
            .replace("#", "#35;")
            .replace("&", "#amp;")
            .replace("\"", "#quot;")
            .replace("<", "#lt;")
            .replace(">", "#gt;")
            .replace("`", "#96;")
            .replace("\n", "<br/>")
        + '"';
  }
}
