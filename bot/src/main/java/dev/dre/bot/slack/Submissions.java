package dev.dre.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.AnswerForm;
import dev.dre.bot.words.ButtonValue;
import dev.dre.bot.words.Buttons;
import dev.dre.bot.words.Dialogs;
import dev.dre.bot.words.RetryForm;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.words.Words;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The dialogs' submit buttons. */
final class Submissions {

  private final Acting acting;
  private final Operations operations;
  private final OtherValues otherValues;
  private final Replies replies;
  private final Background background;

  Submissions(
      Operations operations,
      Acting acting,
      OtherValues otherValues,
      Replies replies,
      Background background) {
    this.operations = operations;
    this.acting = acting;
    this.otherValues = otherValues;
    this.replies = replies;
    this.background = background;
  }

  void register(App app) {
    on(app, Buttons.PAUSE, (value, reason) -> Act.Pause.untilResumed(reason));
    on(app, Buttons.REVERSE, (value, reason) -> new Act.Reverse(reason));
    on(app, Buttons.ABORT, (value, reason) -> new Act.Abort(reason));
    on(
        app,
        Buttons.GIVE_UP,
        (value, comment) -> new Act.GiveUp(new RollbackId(value.about()), comment));
    on(
        app,
        Buttons.DIFFERENTLY,
        (value, comment) -> new Act.Done(new Subject(value.about()), comment));
    on(app, Buttons.SKIP, (value, comment) -> new Act.Skip(new Subject(value.about()), comment));
    submitted(
        app,
        Buttons.ANSWER,
        AnswerForm::problems,
        (value, view) -> new Act.Reply(new Subject(value.about()), AnswerForm.read(view)));
    submitted(app, Buttons.RETRY_WITH, view -> Map.of(), this::retryWith);
    on(app, Buttons.ACKNOWLEDGE, (value, comment) -> new Act.Acknowledge(comment));
    on(
        app,
        Buttons.APPROVE,
        (value, comment) -> new Act.Approve(new GateId(value.about()), value.digest(), comment));
    on(
        app,
        Buttons.REJECT,
        (value, comment) -> new Act.Reject(new GateId(value.about()), value.digest(), comment));
  }

  private Act retryWith(ButtonValue value, View view) {
    var subject = new Subject(value.about());
    return operations
        .latest(value.datastore())
        .filter(operation -> operation.id().equals(value.operation()))
        .map(
            operation ->
                otherValues.retry(operation, subject, RetryForm.changes(view, operation.plan())))
        // It says itself that it has ended.
        .orElseGet(() -> new Act.Retry(subject));
  }

  private void on(App app, String callback, BiFunction<ButtonValue, String, Act> act) {
    submitted(app, callback, view -> Map.of(), (value, view) -> act.apply(value, reason(view)));
  }

  /** {@code problems}: what is wrong with what was filled in, by input; then nothing is done. */
  private void submitted(
      App app,
      String callback,
      Function<View, Map<String, String>> problems,
      BiFunction<ButtonValue, View, Act> act) {
    app.viewSubmission(
        callback,
        (request, context) -> {
          View view = request.getPayload().getView();
          String user = request.getPayload().getUser().getId();
          var wrong = problems.apply(view);
          if (!wrong.isEmpty()) {
            return context.ackWithErrors(wrong);
          }
          ButtonValue.decode(view.getPrivateMetadata())
              .ifPresent(
                  value ->
                      background.run(
                          value.operation(),
                          () -> {
                            String unique = view.getId() + "/" + callback + "/" + user;
                            submit(place(value, user), unique, value, () -> act.apply(value, view));
                          }));
          return context.ack();
        });
  }

  private void submit(Place place, String unique, ButtonValue value, Supplier<Act> act) {
    try {
      acting.act(place, "", unique, value, act.get());
    } catch (OtherValues.NotPlanned e) {
      replies.tell(place, "Not counted: " + Words.escape(e.getMessage()));
    } catch (TemporalSilent e) {
      replies.tell(
          place,
          "The operation does not answer at the moment. Nothing was done; try again in a minute.");
    }
  }

  /**
   * A dialog does not say where it was opened, so its value does; without a message where the
   * operation has no card yet.
   */
  private static Place place(ButtonValue value, String user) {
    var root = Posted.parse(value.at());
    return new Place(root.channel(), Optional.of(root).filter(r -> !r.ts().isEmpty()), user);
  }

  private static String reason(View view) {
    return Optional.ofNullable(view.getState().getValues().get(Dialogs.REASON))
        .map(block -> block.get(Dialogs.REASON))
        .map(ViewState.Value::getValue)
        .map(String::strip)
        .orElse("");
  }
}
