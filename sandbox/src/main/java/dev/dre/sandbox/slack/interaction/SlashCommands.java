package dev.dre.sandbox.slack.interaction;

import dev.dre.sandbox.slack.interaction.ResponseUrls.Origin;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.socket.Ack;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import io.vertx.core.Future;
import java.util.Optional;

/** What happens to a composer's text that begins with a slash. */
public final class SlashCommands {
  private final Workspace workspace;
  private final Conversations conversations;
  private final Envelopes envelopes;
  private final Triggers triggers;
  private final ResponseUrls responseUrls;
  private final AppReplies replies;

  public SlashCommands(
      Workspace workspace,
      Conversations conversations,
      Envelopes envelopes,
      Triggers triggers,
      ResponseUrls responseUrls,
      AppReplies replies) {
    this.workspace = workspace;
    this.conversations = conversations;
    this.envelopes = envelopes;
    this.triggers = triggers;
    this.responseUrls = responseUrls;
    this.replies = replies;
  }

  public Future<Outcome> run(Person person, Channel channel, boolean inThread, String typed) {
    String[] words = typed.split("\\s+", 2);
    String command = words[0];
    String text = words.length > 1 ? words[1].strip() : "";
    if (command.equals("/invite") && !inThread) {
      return Future.succeededFuture(invite(channel, text));
    }
    if (!command.equals(workspace.bot().command())) {
      return Future.succeededFuture(Outcome.failed(command + " is not a valid command"));
    }
    if (inThread) {
      return Future.succeededFuture(
          Outcome.failed(command + " is not supported in threads. Sorry!"));
    }
    var origin = new Origin(person, channel, Optional.empty());
    String responseUrl = responseUrls.issue("commands", origin);
    return envelopes
        .command(person, channel, command, text, triggers.issue(person), responseUrl)
        .map(ack -> outcome(command, origin, ack));
  }

  private Outcome outcome(String command, Origin origin, Ack ack) {
    return switch (ack) {
      case Ack.InTime inTime -> answered(command, origin, inTime);
      case Ack.Missing missing -> failed(command, "operation_timeout");
      case Ack.NobodyConnected nobody -> failed(command, "dispatch_failed");
    };
  }

  private Outcome answered(String command, Origin origin, Ack.InTime ack) {
    if (!ack.payload().isEmpty()) {
      try {
        replies.show(origin, new Arguments(ack.payload()));
      } catch (SlackProblem e) {
        return failed(command, "invalid_command_response");
      }
    }
    return Outcome.acked(ack.millis());
  }

  private static Outcome failed(String command, String code) {
    return Outcome.failed("%s failed with the error \"%s\"".formatted(command, code));
  }

  private Outcome invite(Channel channel, String who) {
    String name = who.startsWith("@") ? who.substring(1) : who;
    if (name.equals(workspace.bot().name())) {
      conversations.join(channel, workspace.bot().userId());
      return Outcome.done();
    }
    Optional<Person> person = workspace.person(name);
    if (person.isEmpty()) {
      return Outcome.failed("/invite: there is nobody called " + who);
    }
    conversations.join(channel, person.get().id());
    return Outcome.done();
  }
}
