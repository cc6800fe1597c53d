package dev.dre.operations;

import static dev.dre.operations.StepSketch.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dre.operations.json.Digest;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DigestTest {

  @Test
  void itIsTheSha256OfTheCanonicalJson() {
    assertThat(Digest.of(Map.of("b", 1, "a", "x")))
        .isEqualTo(Digest.sha256("{\"a\":\"x\",\"b\":1}"));
    assertThat(Digest.sha256(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void theOrderOfAMapDoesNotMatter() {
    var oneWay = new LinkedHashMap<String, String>();
    oneWay.put("to", "cluster-b");
    oneWay.put("datastore", "db-42");
    var otherWay = new LinkedHashMap<String, String>();
    otherWay.put("datastore", "db-42");
    otherWay.put("to", "cluster-b");

    assertThat(Digest.of(oneWay)).isEqualTo(Digest.of(otherWay));
  }

  @Test
  void equalPlansHaveEqualDigestsHoweverTheyWereWritten() throws Exception {
    JsonNode plan = plan();
    var reversed = (ObjectNode) plan.deepCopy();
    var parameters = (ObjectNode) reversed.remove("parameters");
    var names = new ArrayList<String>();
    parameters.fieldNames().forEachRemaining(names::add);
    var turned = reversed.putObject("parameters");
    names.reversed().forEach(name -> turned.set(name, parameters.get(name)));

    assertThat(digestOfPlan(reversed)).isEqualTo(digestOfPlan(plan));
  }

  @TestFactory
  Stream<DynamicTest> theDigestChangesWithEveryFieldOfThePlan() throws Exception {
    JsonNode plan = plan();
    String digest = digestOfPlan(plan);
    return leaves("", plan).stream()
        .map(
            pointer ->
                dynamicTest(
                    pointer,
                    () -> assertThat(digestOfPlan(changed(plan, pointer))).isNotEqualTo(digest)));
  }

  /** A plan in which every field says something. */
  private static JsonNode plan() {
    ObjectNode plan =
        OperationJson.mapper()
            .valueToTree(
                PlanSketch.plan(
                        step("copy").idempotent(0).skippable().undoneOn("cluster-b"),
                        step("cut_over")
                            .idempotent(0)
                            .gated(2)
                            .showing("copy", "lag")
                            .in(Zone.REVERSE)
                            .within(Duration.ofSeconds(10)))
                    .lookingForResidueOn("cluster-a")
                    .planned());
    var job = (ObjectNode) plan.at("/steps/0/action/job");
    job.putObject("env").put("PGAPPNAME", "dre");
    job.putObject("secrets")
        .putObject("PGPASSWORD")
        .put("secret", "db-42-admin")
        .put("key", "password");
    ((ObjectNode) plan.at("/steps/0")).putArray("outputs").add("lag");
    ((ObjectNode) plan.at("/steps/1/gate")).put("consequence", "Then db-42 lives on cluster-b.");
    return plan;
  }

  private static String digestOfPlan(JsonNode json) throws Exception {
    return Digest.of(OperationJson.mapper().treeToValue(json, Plan.class));
  }

  /** Where a value stands that can be replaced by another one of its kind. */
  private static List<String> leaves(String at, JsonNode node) {
    var found = new ArrayList<String>();
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(e -> found.addAll(leaves(at + "/" + e.getKey(), e.getValue())));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          found.addAll(leaves(at + "/" + i, array.get(i)));
        }
      }
      default -> {
        // Kinds are closed sets: another word is no plan.
        if (!at.endsWith("/kind")) {
          found.add(at);
        }
      }
    }
    return found;
  }

  private static JsonNode changed(JsonNode plan, String pointer) {
    JsonNode copy = plan.deepCopy();
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = copy.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    JsonNode other = other(parent.get(last) == null ? copy.at(pointer) : parent.get(last));
    if (parent instanceof ObjectNode object) {
      object.set(last, other);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(last), other);
    }
    return copy;
  }

  private static JsonNode other(JsonNode value) {
    var mapper = OperationJson.mapper();
    if (value.isBoolean()) {
      return mapper.getNodeFactory().booleanNode(!value.booleanValue());
    }
    if (value.isNumber()) {
      return mapper.getNodeFactory().numberNode(value.intValue() + 1);
    }
    return switch (value.textValue()) {
      case "cancel" -> new TextNode("reverse");
      case "reverse" -> new TextNode("complete");
      case "finish" -> new TextNode("redo");
      case String duration when duration.startsWith("PT") -> new TextNode("PT77S");
      case String text -> new TextNode(text + "x");
    };
  }
}
