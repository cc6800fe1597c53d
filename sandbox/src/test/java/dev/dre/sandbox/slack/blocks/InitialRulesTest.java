package dev.dre.sandbox.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dre.sandbox.slack.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      textBlock =
          """
          number_input  | 'is_decimal_allowed':false,'min_value':'1','max_value':'9','initial_value':'9' | ~~
          number_input  | 'initial_value':'9' | missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]
          number_input  | 'is_decimal_allowed':true,'initial_value':'many' | must be a number [json-pointer:/blocks/0/element/initial_value]
          number_input  | 'is_decimal_allowed':true,'min_value':1 | must provide a string [json-pointer:/blocks/0/element/min_value]
          number_input  | 'is_decimal_allowed':true,'min_value':'2','max_value':'1' | must not be greater than max_value [json-pointer:/blocks/0/element/min_value]
          number_input  | 'is_decimal_allowed':true,'max_value':'1','initial_value':'2' | must be between min_value and max_value [json-pointer:/blocks/0/element/initial_value]
          datepicker    | 'initial_date':'2026-02-28' | ~~
          datepicker    | 'initial_date':'2026-02-30' | must be a date in the format YYYY-MM-DD [json-pointer:/blocks/0/element/initial_date]
          datepicker    | 'initial_date':'tomorrow' | must be a date in the format YYYY-MM-DD [json-pointer:/blocks/0/element/initial_date]
          timepicker    | 'initial_time':'25:00' | must be a time in the format HH:mm [json-pointer:/blocks/0/element/initial_time]
          radio_buttons | 'options':[$a,$b],'initial_option':$b | ~~
          radio_buttons | 'options':[$a,$b],'initial_option':$c | must match one of the options [json-pointer:/blocks/0/element/initial_option]
          static_select | 'options':[$a,$b],'initial_option':$c | must match one of the options [json-pointer:/blocks/0/element/initial_option]
          static_select | 'option_groups':[{'label':{'type':'plain_text','text':'g'},'options':[$a]}],'initial_option':$a | ~~
          checkboxes    | 'options':[$a,$b],'initial_options':[$a,$c] | must match one of the options [json-pointer:/blocks/0/element/initial_options/1]
          static_select | 'options':[{'text':{'type':'mrkdwn','text':'x'},'value':'x'}] | unsupported type: mrkdwn [json-pointer:/blocks/0/element/options/0/text/type]
          radio_buttons | 'options':[{'text':{'type':'mrkdwn','text':'x'},'value':'x'}] | ~~
          """)
  void whatAFieldBeginsWithHasToFitIt(String type, String element, String problem) {
    String block =
        "[{'type':'input','label':{'type':'plain_text','text':'l'},'element':{'type':'%s',%s}}]"
            .formatted(type, element);
    for (String name : new String[] {"a", "b", "c"}) {
      block = block.replace("$" + name, option(name));
    }
    JsonNode blocks = Json.parse(block.replace('\'', '"')).orElseThrow();

    assertThat(
            String.join("\n", BlockRules.ofMessage(blocks).stream().map(Object::toString).toList()))
        .isEqualTo(problem);
  }

  private static String option(String name) {
    return "{'text':{'type':'plain_text','text':'%1$s'},'value':'%1$s'}".formatted(name);
  }
}
