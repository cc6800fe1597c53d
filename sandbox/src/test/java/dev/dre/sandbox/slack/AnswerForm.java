package dev.dre.sandbox.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.ViewState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An app with a form of every kind of field that answers need: {@code /dre} opens it. */
final class AnswerForm {
  private static final String OPTION = "{'text':{'type':'plain_text','text':'%s'},'value':'%s'%s}";

  private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
  private final Map<String, String> errors = new ConcurrentHashMap<>();

  /** Refuses what is sent next, at these fields. */
  void refuses(Map<String, String> byField) {
    errors.clear();
    errors.putAll(byField);
  }

  /** What was sent, by field; {@code -} for what was left empty. */
  List<Map<String, String>> received() {
    return received;
  }

  Consumer<App> listeners() {
    return app -> {
      app.command(
          "/dre",
          (request, context) -> {
            var opened =
                context
                    .client()
                    .viewsOpen(r -> r.triggerId(context.getTriggerId()).viewAsString(view()));
            return opened.isOk() ? context.ack() : context.ack(opened.toString());
          });
      app.viewSubmission(
          "answer",
          (request, context) -> {
            received.add(held(request.getPayload().getView().getState()));
            Response refused =
                context.ack(r -> r.responseAction("errors").errors(Map.copyOf(errors)));
            return errors.isEmpty() ? context.ack() : refused;
          });
    };
  }

  private static Map<String, String> held(ViewState state) {
    var held = new TreeMap<String, String>();
    state.getValues().forEach((block, fields) -> held.put(block, text(fields.values())));
    return held;
  }

  private static String text(Iterable<ViewState.Value> fields) {
    ViewState.Value value = fields.iterator().next();
    return Optional.ofNullable(value.getValue())
        .or(() -> Optional.ofNullable(value.getSelectedDate()))
        .or(() -> Optional.ofNullable(value.getSelectedOption()).map(o -> o.getValue()))
        .orElse("-");
  }

  static String view() {
    var fields = new ArrayList<String>();
    fields.add(field("why", true, "Why then?", "'type':'plain_text_input','initial_value':'low'"));
    fields.add(
        field(
            "rows",
            false,
            "How many rows at once?",
            "'type':'number_input','is_decimal_allowed':false,'min_value':'1','max_value':'500','initial_value':'100'"));
    fields.add(
        field("when", false, "Which day?", "'type':'datepicker','initial_date':'2026-11-24'"));
    String yes = OPTION.formatted("Yes", "yes", "");
    String no =
        OPTION.formatted(
            "No", "no", ",'description':{'type':'plain_text','text':'It waits a week'}");
    fields.add(
        field(
            "go",
            false,
            "May it switch?",
            "'type':'radio_buttons','options':[%s,%s]".formatted(yes, no)));
    String db42 = OPTION.formatted("db-42", "db-42", "");
    String db43 = OPTION.formatted("db-43", "db-43", "");
    fields.add(
        field(
            "db",
            false,
            "Which datastore?",
            "'type':'static_select','options':[%s,%s],'initial_option':%s"
                .formatted(db42, db43, db43)));
    return """
        {'type':'modal','callback_id':'answer','title':{'type':'plain_text','text':'Answer'},
         'submit':{'type':'plain_text','text':'Send'},'blocks':[%s]}
        """
        .formatted(String.join(",", fields))
        .replace('\'', '"');
  }

  private static String field(String id, boolean optional, String label, String element) {
    return "{'type':'input','block_id':'%s','optional':%s,'label':{'type':'plain_text','text':'%s'},'element':{'action_id':'a',%s}}"
        .formatted(id, optional, label, element);
  }
}
