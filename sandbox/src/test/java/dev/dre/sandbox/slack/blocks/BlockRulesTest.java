package dev.dre.sandbox.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dre.sandbox.slack.wire.Json;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockRulesTest {
  private static final String PLAIN = "{'type':'plain_text','text':'%s'}";
  private static final String BUTTON = "{'type':'button','action_id':'%s','text':" + PLAIN + "%s}";

  /** One block each, with what is wrong with it; every limit also at its edge, where nothing is. */
  static Stream<Arguments> blocks() {
    return Stream.of(
        Arguments.of(section(x(3000)), ""),
        Arguments.of(
            section(x(3001)),
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        Arguments.of(
            section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        Arguments.of("{'type':'section'}", "missing required field: text [json-pointer:/blocks/0]"),
        Arguments.of(fields(10, 2000), ""),
        Arguments.of(
            fields(11, 1), "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
        Arguments.of(
            fields(1, 2001),
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
        Arguments.of(header(150), ""),
        Arguments.of(
            header(151), "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
        Arguments.of(
            "{'type':'header','text':{'type':'mrkdwn','text':'x'}}",
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
        Arguments.of(context(10), ""),
        Arguments.of(
            context(11), "no more than 10 items allowed [json-pointer:/blocks/0/elements]"),
        Arguments.of(
            "{'type':'actions','elements':[]}",
            "no fewer than 1 item required [json-pointer:/blocks/0/elements]"),
        Arguments.of(buttons(25), ""),
        Arguments.of(
            buttons(26), "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
        Arguments.of(button("a", x(75), ""), ""),
        Arguments.of(
            button("a", x(76), ""),
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
        Arguments.of(button(x(255), "Go", ""), ""),
        Arguments.of(
            button(x(256), "Go", ""),
            "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"),
        Arguments.of(button("a", "Go", ",'value':'" + x(2000) + "'"), ""),
        Arguments.of(
            button("a", "Go", ",'value':'" + x(2001) + "'"),
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
        Arguments.of(
            button("a", "Go", ",'style':'loud'"),
            "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
        Arguments.of(
            "{'type':'actions','elements':["
                + BUTTON.formatted("a", "One", "")
                + ","
                + BUTTON.formatted("a", "Two", "")
                + "]}",
            "`action_id` \"a\" already exists for another action [json-pointer:/blocks/0/elements/1/action_id]"),
        Arguments.of(confirm(100, 300, 30), ""),
        Arguments.of(
            confirm(101, 300, 30),
            "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]"),
        Arguments.of(
            confirm(100, 301, 30),
            "must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]"),
        Arguments.of(
            confirm(100, 300, 31),
            "must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]"),
        Arguments.of(select(100, 75), ""),
        Arguments.of(
            select(101, 1),
            "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"),
        Arguments.of(
            select(1, 76),
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"),
        Arguments.of(
            "{'type':'divider','block_id':'" + x(256) + "'}",
            "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
        Arguments.of(
            "{'type':'markdown','text':'" + x(12_001) + "'}",
            "must be less than 12001 characters [json-pointer:/blocks/0/text]"),
        Arguments.of("{'type':'alert'}", "unsupported type: alert [json-pointer:/blocks/0/type]"),
        Arguments.of(
            "{'type':'sektion'}", "unsupported type: sektion [json-pointer:/blocks/0/type]"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aBlockIsJudgedByItsLimits(String block, String problem) {
    List<String> problems =
        BlockRules.ofMessage(json("[" + block + "]")).stream()
            .map(Problems.Problem::toString)
            .toList();

    assertThat(problems).isEqualTo(problem.isEmpty() ? List.of() : List.of(problem));
  }

  @Test
  void aMessageHoldsFiftyBlocks() {
    assertThat(BlockRules.ofMessage(dividers(50))).isEmpty();
    assertThat(BlockRules.ofMessage(dividers(51)))
        .extracting(Problems.Problem::toString)
        .containsExactly("no more than 50 items allowed [json-pointer:/blocks]");
  }

  @Test
  void aDialogHoldsAHundred() {
    assertThat(BlockRules.ofView(view("Abort?", dividers(100)))).isEmpty();
    assertThat(BlockRules.ofView(view("Abort?", dividers(101))))
        .extracting(Problems.Problem::toString)
        .containsExactly("no more than 100 items allowed [json-pointer:/view/blocks]");
    assertThat(BlockRules.ofView(view(x(25), dividers(1)))).hasSize(1);
  }

  @Test
  void aDialogWithSomethingToFillInHasASubmitButton() {
    JsonNode input =
        json(
            "[{'type':'input','label':"
                + PLAIN.formatted("Why?")
                + ",'element':{'type':'plain_text_input','action_id':'a'}}]");

    assertThat(BlockRules.ofView(view("Abort?", input)))
        .extracting(Problems.Problem::message)
        .containsExactly("must define `submit` to use an `input` block in modals");
  }

  @Test
  void twoBlocksDoNotShareAnId() {
    assertThat(
            BlockRules.ofMessage(
                json("[{'type':'divider','block_id':'b'},{'type':'divider','block_id':'b'}]")))
        .extracting(Problems.Problem::pointer)
        .containsExactly("/blocks/1/block_id");
  }

  @Test
  void allThatIsToBeReadIsCounted() {
    assertThat(BlockRules.textLength(json("[" + fields(3, 100) + "," + buttons(2) + "]")))
        .isEqualTo(300 + 2 * "Go".length());
  }

  private static String x(int count) {
    return "x".repeat(count);
  }

  private static String section(String text) {
    return "{'type':'section','text':{'type':'mrkdwn','text':'" + text + "'}}";
  }

  private static String fields(int count, int length) {
    return "{'type':'section','fields':[" + repeat(count, PLAIN.formatted(x(length))) + "]}";
  }

  private static String header(int length) {
    return "{'type':'header','text':" + PLAIN.formatted(x(length)) + "}";
  }

  private static String context(int count) {
    return "{'type':'context','elements':[" + repeat(count, PLAIN.formatted("x")) + "]}";
  }

  private static String buttons(int count) {
    List<String> all =
        Stream.iterate(0, i -> i + 1)
            .limit(count)
            .map(i -> BUTTON.formatted("a" + i, "Go", ""))
            .toList();
    return "{'type':'actions','elements':[" + String.join(",", all) + "]}";
  }

  private static String button(String actionId, String text, String more) {
    return "{'type':'actions','elements':[" + BUTTON.formatted(actionId, text, more) + "]}";
  }

  private static String confirm(int title, int text, int buttonText) {
    return button(
        "a",
        "Go",
        ",'confirm':{'title':%s,'text':%s,'confirm':%s,'deny':%s}"
            .formatted(
                PLAIN.formatted(x(title)),
                PLAIN.formatted(x(text)),
                PLAIN.formatted(x(buttonText)),
                PLAIN.formatted("No")));
  }

  private static String select(int count, int length) {
    String option = "{'text':" + PLAIN.formatted(x(length)) + ",'value':'v'}";
    return "{'type':'actions','elements':[{'type':'static_select','action_id':'a','options':["
        + repeat(count, option)
        + "]}]}";
  }

  private static String repeat(int count, String item) {
    return String.join(",", Collections.nCopies(count, item));
  }

  private static ArrayNode dividers(int count) {
    return (ArrayNode) json("[" + repeat(count, "{'type':'divider'}") + "]");
  }

  private static JsonNode view(String title, JsonNode blocks) {
    var view = Json.object().put("type", "modal");
    view.set("title", json(PLAIN.formatted(title)));
    view.set("blocks", blocks);
    return view;
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"')).orElseThrow();
  }
}
