package dev.dre.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.ButtonValue;
import dev.dre.bot.words.Buttons;
import dev.dre.bot.words.Dialogs;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.GateId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import java.util.Optional;
import java.util.function.BiFunction;

/** The dialogs' submit buttons. */
final class Submissions {

  private final Acting acting;
  private final Background background;

  Submissions(Acting acting, Background background) {
    this.acting = acting;
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
    on(app, Buttons.ACKNOWLEDGE, (value, comment) -> new Act.Acknowledge(comment));
    on(
        app,
        Buttons.APPROVE,
        (value, comment) -> new Act.Approve(new GateId(value.about()), value.digest(), comment));
  }

  private void on(App app, String callback, BiFunction<ButtonValue, String, Act> act) {
    app.viewSubmission(
        callback,
        (request, context) -> {
          View view = request.getPayload().getView();
          String user = request.getPayload().getUser().getId();
          ButtonValue.decode(view.getPrivateMetadata())
              .ifPresent(
                  value ->
                      background.run(
                          () -> {
                            Place place = place(value, user);
                            String unique = view.getId() + "/" + callback + "/" + user;
                            acting.act(place, "", unique, value, act.apply(value, reason(view)));
                          }));
          return context.ack();
        });
  }

  /** A dialog does not say where it was opened, so its value does. */
  private static Place place(ButtonValue value, String user) {
    var root = Posted.parse(value.at());
    return new Place(root.channel(), Optional.of(root), user);
  }

  private static String reason(View view) {
    return Optional.ofNullable(view.getState().getValues().get(Dialogs.REASON))
        .map(block -> block.get(Dialogs.REASON))
        .map(ViewState.Value::getValue)
        .map(String::strip)
        .orElse("");
  }
}
