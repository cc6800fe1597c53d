package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.interaction.Modals;
import dev.dre.sandbox.slack.interaction.Triggers;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import java.util.Map;

/** {@code views.*}. */
final class ViewMethods {
  private final Modals modals;
  private final Triggers triggers;

  ViewMethods(Modals modals, Triggers triggers) {
    this.modals = modals;
    this.triggers = triggers;
  }

  Map<String, ApiMethod> all() {
    return Map.of("views.open", this::open, "views.push", this::push, "views.update", this::update);
  }

  private ObjectNode open(Arguments arguments) {
    ObjectNode view = view(arguments);
    return answer(modals.open(triggers.exchange(arguments.required("trigger_id")), view));
  }

  private ObjectNode push(Arguments arguments) {
    ObjectNode view = view(arguments);
    return answer(modals.push(triggers.exchange(arguments.required("trigger_id")), view));
  }

  private ObjectNode update(Arguments arguments) {
    String id =
        arguments
            .text("view_id")
            .or(() -> arguments.text("external_id").flatMap(modals::idOfExternal))
            .orElseThrow(() -> new SlackProblem("not_found"));
    return answer(modals.update(id, arguments.text("hash").orElse(""), view(arguments)));
  }

  private static ObjectNode view(Arguments arguments) {
    ObjectNode view =
        arguments
            .object("view", "invalid_arguments")
            .orElseThrow(() -> SlackProblem.missingArgument("view"));
    // Before the trigger is used up: whoever sent nonsense may try again with the same one.
    Modals.checkLimits(view);
    return view;
  }

  private static ObjectNode answer(ObjectNode view) {
    ObjectNode answer = Json.object();
    answer.set("view", view);
    return answer;
  }
}
