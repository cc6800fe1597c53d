package dev.dre.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.model.view.View;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.AnswerForm;
import dev.dre.bot.words.ButtonValue;
import dev.dre.bot.words.Buttons;
import dev.dre.bot.words.Dialogs;
import dev.dre.bot.words.RetryForm;
import dev.dre.bot.words.Summary;
import dev.dre.operations.OpenGate;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.Subject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The buttons. Each is acknowledged first; what it does happens on an executor of ours. */
final class Clicks {

  private final SlackGateway slack;
  private final Operations operations;
  private final Acting acting;
  private final Replies replies;
  private final Background background;
  private final InstantSource clock;
  private final Map<String, Consumer<Click>> handlers;

  Clicks(
      SlackGateway slack,
      Operations operations,
      Acting acting,
      Replies replies,
      Background background,
      InstantSource clock) {
    this.slack = slack;
    this.operations = operations;
    this.acting = acting;
    this.replies = replies;
    this.background = background;
    this.clock = clock;
    handlers = handlers();
  }

  void register(App app) {
    handlers.forEach((action, handler) -> on(app, action, handler));
  }

  /** Whether a click on {@code actionId} is listened to. */
  boolean handles(String actionId) {
    return handlers.keySet().stream()
        .anyMatch(action -> pattern(action).matcher(actionId).matches());
  }

  private Map<String, Consumer<Click>> handlers() {
    var all = new LinkedHashMap<String, Consumer<Click>>();
    all.put(
        Buttons.PAUSE,
        click ->
            dialog(
                click,
                "Pause",
                Buttons.PAUSE,
                (operation, value) -> Dialogs.pause(operation, value, clock.instant())));
    all.put(Buttons.REVERSE, click -> dialog(click, "Reverse", Buttons.REVERSE, Dialogs::reverse));
    all.put(Buttons.ABORT, click -> dialog(click, "Abort", Buttons.ABORT, Dialogs::abort));
    all.put(Buttons.RESUME, click -> act(click, v -> new Act.Resume(hold(v))));
    all.put(Buttons.APPROVE, this::approve);
    all.put(
        Buttons.REJECT,
        click -> act(click, v -> new Act.Reject(new GateId(v.about()), v.digest(), "")));
    all.put(Buttons.RETRY, click -> act(click, v -> new Act.Retry(subject(v))));
    all.put(
        Buttons.RETRY_WITH, click -> dialog(click, "Retry", Buttons.RETRY_WITH, RetryForm::draw));
    all.put(Buttons.FINISH_FORWARD, click -> act(click, v -> new Act.FinishForward(subject(v))));
    all.put(Buttons.GO_BACK, click -> act(click, v -> new Act.GoBack(subject(v))));
    all.put(Buttons.DONE, click -> act(click, v -> new Act.Done(subject(v), "")));
    all.put(
        Buttons.ANSWER,
        click ->
            dialog(
                click,
                "Answer",
                Buttons.ANSWER,
                (operation, value) -> AnswerForm.draw(operation, value, click.place().user())));
    all.put(
        Buttons.DIFFERENTLY,
        click ->
            asks(
                click,
                "Did it differently",
                Buttons.DIFFERENTLY,
                "What did you do otherwise than the plan would have?",
                false));
    all.put(
        Buttons.SKIP,
        click -> asks(click, "Skip", Buttons.SKIP, "Why is the step not needed?", false));
    all.put(
        Buttons.GIVE_UP,
        click ->
            asks(
                click,
                "Give up",
                Buttons.GIVE_UP,
                "It stays until somebody removes it. Why, and who does?",
                false));
    all.put(
        Buttons.ACKNOWLEDGE,
        click ->
            asks(
                click,
                "Acknowledge",
                Buttons.ACKNOWLEDGE,
                "What was left behind, and who takes care of it?",
                true));
    all.put(Buttons.DETAILS, this::details);
    return all;
  }

  private void asks(Click click, String title, String callback, String question, boolean optional) {
    dialog(
        click,
        title,
        callback,
        (operation, value) -> Dialogs.comment(title, callback, question, value, optional));
  }

  /** One click: who, where, on what. */
  private record Click(
      Place place, String message, String unique, String trigger, ButtonValue value) {}

  private void on(App app, String action, Consumer<Click> handler) {
    app.blockAction(
        pattern(action),
        (request, context) -> {
          read(request.getPayload())
              .ifPresent(
                  click -> background.run(click.value().operation(), () -> handler.accept(click)));
          return context.ack();
        });
  }

  private static Optional<Click> read(BlockActionPayload payload) {
    var action = payload.getActions().getFirst();
    var message = payload.getContainer();
    String channel = payload.getChannel().getId();
    String ts = message.getMessageTs();
    String root = message.getThreadTs() == null ? ts : message.getThreadTs();
    String user = payload.getUser().getId();
    String unique = String.join("/", ts, action.getActionId(), user, action.getActionTs());
    return ButtonValue.decode(String.valueOf(action.getValue()))
        .map(
            value ->
                new Click(
                    new Place(channel, Optional.of(new Posted(channel, root)), user),
                    ts,
                    unique,
                    payload.getTriggerId(),
                    value.pressedAt(new Posted(channel, root).window())));
  }

  private void act(Click click, Function<ButtonValue, Act> act) {
    acting.act(
        click.place(), click.message(), click.unique(), click.value(), act.apply(click.value()));
  }

  /** A policy can ask for a comment: then the click opens a dialog first. */
  private void approve(Click click) {
    var gate = new GateId(click.value().about());
    if (click.value().comment().orElseGet(() -> needsComment(click, gate))) {
      slack.open(
          click.trigger(),
          Dialogs.comment(
              "Approve",
              Buttons.APPROVE,
              "This policy asks for a comment with each approval.",
              click.value(),
              false));
      return;
    }
    act(click, v -> new Act.Approve(gate, v.digest(), ""));
  }

  /** Asked where the button does not say. */
  private boolean needsComment(Click click, GateId gate) {
    return present(click)
        .flatMap(Operation::gate)
        .filter(g -> g.id().equals(gate))
        .map(OpenGate::request)
        .map(r -> r.policy().commentRequired())
        .orElse(false);
  }

  /**
   * Opened at once, because the trigger lives for three seconds; filled when the operation has
   * answered.
   */
  private void dialog(
      Click click, String title, String callback, BiFunction<Operation, ButtonValue, View> drawn) {
    String view = slack.open(click.trigger(), Dialogs.loading(title));
    Optional<Operation> operation;
    try {
      operation = operations.latest(click.value().datastore());
    } catch (TemporalSilent e) {
      slack.updateView(view, whileSilent(click, title, callback));
      return;
    }
    var current =
        operation.filter(o -> o.id().equals(click.value().operation()) && !o.state().isFinal());
    slack.updateView(
        view,
        current
            .map(o -> drawn.apply(o, click.value()))
            .orElseGet(
                () ->
                    Dialogs.problem(
                        title,
                        "This button belongs to %s, which has ended."
                            .formatted(click.value().operation()))));
  }

  /** Stopping must be possible while nobody can say what it will do; nothing else is. */
  private static View whileSilent(Click click, String title, String callback) {
    boolean stops = callback.equals(Buttons.PAUSE) || callback.equals(Buttons.ABORT);
    return stops
        ? Dialogs.comment(
            title,
            callback,
            "The operation does not answer at the moment, so what this will do cannot be shown. It is recorded all the same, and acted on first when it is back.",
            click.value(),
            true)
        : Dialogs.problem(
            title,
            "The operation does not answer at the moment. Nothing was done; try again in a minute.");
  }

  private void details(Click click) {
    try {
      String text =
          operations
              .find(click.value().operation())
              .map(Summary::of)
              .orElse("%s is no longer kept by Temporal.".formatted(click.value().operation()));
      replies.tell(click.place(), text);
    } catch (TemporalSilent e) {
      replies.tell(
          click.place(), "The operation does not answer at the moment; try again in a minute.");
    }
  }

  /** Asked by its datastore: one question where finding it by its id takes two. */
  private Optional<Operation> present(Click click) {
    try {
      return operations
          .latest(click.value().datastore())
          .filter(o -> o.id().equals(click.value().operation()));
    } catch (TemporalSilent e) {
      return Optional.empty();
    }
  }

  /** As {@link Buttons#numbered} makes them. */
  private static Pattern pattern(String action) {
    return Pattern.compile("^" + action + "(_\\d)?$");
  }

  private static Optional<HoldId> hold(ButtonValue value) {
    return value.about().isEmpty() ? Optional.empty() : Optional.of(new HoldId(value.about()));
  }

  private static Subject subject(ButtonValue value) {
    return value.about().isEmpty() ? Subject.CURRENT : new Subject(value.about());
  }
}
