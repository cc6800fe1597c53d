package dev.dre.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.PlannedEach;
import dev.dre.operations.plan.PlannedGroup;
import dev.dre.operations.plan.PlannedStep;
import dev.dre.operations.plan.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The steps that take the place of one that stands for each entry of a list. */
public final class Expansion {

  private Expansion() {}

  /** {@code plan} with a step for each of {@code entries} in the place of {@code step}. */
  static Plan of(Plan plan, StepId step, List<String> entries) {
    var steps = new ArrayList<PlannedStep>();
    for (PlannedStep planned : plan.steps()) {
      if (planned.id().equals(step)) {
        steps.addAll(of(plan, planned, entries));
      } else {
        steps.add(planned);
      }
    }
    return plan.with(steps);
  }

  /** {@code fresh} with the same entries that {@code expanded} was given while it ran. */
  public static Plan like(Plan expanded, Plan fresh) {
    Plan same = fresh;
    for (PlannedStep step : fresh.steps()) {
      var entries =
          expanded.steps().stream()
              .flatMap(s -> s.each().stream())
              .filter(each -> each.of().equals(Optional.of(step.id())))
              .flatMap(each -> each.entry().stream())
              .toList();
      if (step.standsForAll() && !entries.isEmpty()) {
        same = of(same, step.id(), entries);
      }
    }
    return same;
  }

  private static List<PlannedStep> of(Plan plan, PlannedStep step, List<String> entries) {
    PlannedEach each = step.each().orElseThrow();
    boolean alone =
        each.atMost() == 1 || entries.size() == 1 || !plan.trust().runsBesideEachOther();
    var group =
        alone
            ? Optional.<PlannedGroup>empty()
            : Optional.of(new PlannedGroup(step.id(), step.title(), each.atMost()));
    var ids = freeIds(plan, step.id()).iterator();
    return entries.stream()
        .map(
            entry ->
                filledIn(step, "${" + each.item() + "}", entry)
                    .as(ids.next(), each.of(step.id(), entry), group))
        .toList();
  }

  /** {@code reindex_1}, {@code reindex_2} and so on, without those that other steps are called. */
  private static Stream<StepId> freeIds(Plan plan, StepId step) {
    var taken = plan.steps().stream().map(PlannedStep::id).toList();
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> new StepId("%s_%d".formatted(step, number)))
        .filter(id -> !taken.contains(id));
  }

  private static PlannedStep filledIn(PlannedStep step, String reference, String entry) {
    var mapper = OperationJson.mapper();
    try {
      return mapper.treeToValue(
          filledIn(mapper.<JsonNode>valueToTree(step), reference, entry), PlannedStep.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written can be read", e);
    }
  }

  /** Values only: names of fields, and of variables, are never references. */
  private static JsonNode filledIn(JsonNode node, String reference, String entry) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(text.textValue().replace(reference, entry));
      case ObjectNode object -> {
        object.properties().forEach(p -> p.setValue(filledIn(p.getValue(), reference, entry)));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, filledIn(array.get(i), reference, entry));
        }
        yield array;
      }
      default -> node;
    };
  }
}
