package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.socket.Ack;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Person;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What happens when somebody submits a dialog, or closes it. */
public final class Dialogs {
  private static final String NO_ANSWER = "We had some trouble connecting. Try again?";

  private final Modals modals;
  private final Envelopes envelopes;
  private final Triggers triggers;

  public Dialogs(Modals modals, Envelopes envelopes, Triggers triggers) {
    this.modals = modals;
    this.envelopes = envelopes;
    this.triggers = triggers;
  }

  /**
   * Submits it with what was filled in.
   *
   * @param given {@code {block: {action: value}}}
   */
  public Future<Outcome> submit(Person person, String viewId, JsonNode given) {
    Optional<Modals.Open> open = mine(person, viewId);
    if (open.isEmpty()) {
      return Future.succeededFuture(Outcome.failed("this dialog is not open"));
    }
    ObjectNode view = open.get().view().deepCopy();
    ObjectNode values = StateValues.of(view.path("blocks"), given);
    Map<String, String> problems = StateValues.problems(view.path("blocks"), values);
    if (!problems.isEmpty()) {
      return Future.succeededFuture(Outcome.toPutRight(Optional.empty(), problems));
    }
    view.putObject("state").set("values", values);
    return envelopes
        .viewSubmission(person, view, triggers.issue(person))
        .map(ack -> submitted(open.get(), ack));
  }

  /** Closes it at once; the app is told if it asked to be. */
  public Outcome close(Person person, String viewId) {
    Optional<Modals.Open> open = mine(person, viewId);
    if (open.isEmpty()) {
      return Outcome.failed("this dialog is not open");
    }
    ObjectNode view = open.get().view();
    boolean all = view.path("clear_on_close").asBoolean();
    if (all) {
      modals.closeAll(person);
    } else {
      modals.close(open.get());
    }
    if (view.path("notify_on_close").asBoolean()) {
      envelopes.viewClosed(person, view, all);
    }
    return Outcome.done();
  }

  private Optional<Modals.Open> mine(Person person, String viewId) {
    return modals.find(viewId).filter(open -> open.person().equals(person));
  }

  private Outcome submitted(Modals.Open open, Ack ack) {
    return switch (ack) {
      case Ack.InTime inTime -> {
        try {
          yield respond(open, inTime);
        } catch (SlackProblem e) {
          yield Outcome.failed(NO_ANSWER + " (" + e.getMessage() + ")");
        }
      }
      case Ack.Missing missing -> Outcome.failed(NO_ANSWER);
      case Ack.NobodyConnected nobody -> Outcome.failed(NO_ANSWER);
    };
  }

  private Outcome respond(Modals.Open open, Ack.InTime ack) {
    String action = ack.payload().path("response_action").asText();
    switch (action) {
      case "" -> modals.close(open);
      case "clear" -> modals.closeAll(open.person());
      case "update" -> modals.update(open.id(), "", view(ack));
      case "push" -> modals.push(open.person(), view(ack));
      case "errors" -> {
        return errors(open, ack);
      }
      default -> throw new SlackProblem("invalid_response_action", action);
    }
    return Outcome.dialog(ack.millis(), action);
  }

  private static Outcome errors(Modals.Open open, Ack.InTime ack) {
    var errors = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> error : ack.payload().path("errors").properties()) {
      errors.put(error.getKey(), error.getValue().asText());
    }
    for (String blockId : errors.keySet()) {
      boolean known = false;
      for (JsonNode block : open.view().path("blocks")) {
        known |=
            block.path("block_id").asText().equals(blockId)
                && block.path("type").asText().equals("input");
      }
      if (!known) {
        throw new SlackProblem("invalid_errors", "no input block has the id " + blockId);
      }
    }
    if (errors.isEmpty()) {
      throw new SlackProblem("invalid_errors", "no errors given");
    }
    return Outcome.toPutRight(Optional.of(ack.millis()), errors);
  }

  private static ObjectNode view(Ack.InTime ack) {
    return ack.payload().path("view") instanceof ObjectNode view ? view : Json.object();
  }
}
