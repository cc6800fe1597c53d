package dev.dre.sandbox.slack.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.files.FileStore;
import dev.dre.sandbox.slack.interaction.Clicks;
import dev.dre.sandbox.slack.interaction.Dialogs;
import dev.dre.sandbox.slack.interaction.Modals;
import dev.dre.sandbox.slack.interaction.Outcome;
import dev.dre.sandbox.slack.interaction.SlashCommands;
import dev.dre.sandbox.slack.wire.HttpAnswer;
import dev.dre.sandbox.slack.wire.HttpCall;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.wire.Refusal;
import dev.dre.sandbox.slack.wire.Routes;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Ephemerals;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** {@code /people}: whoever can reach it acts as anybody, which is its purpose. */
public final class PeopleApi {
  private final Workspace workspace;
  private final Conversations conversations;
  private final Modals modals;
  private final SlashCommands commands;
  private final Clicks clicks;
  private final Dialogs dialogs;
  private final Composer composer;
  private final PeopleView view;
  private final PeopleEvents events;
  private final FileDownloads downloads;

  public PeopleApi(
      Vertx vertx,
      Workspace workspace,
      Conversations conversations,
      Ephemerals ephemerals,
      FileStore files,
      Modals modals,
      SlashCommands commands,
      Clicks clicks,
      Dialogs dialogs) {
    this.workspace = workspace;
    this.conversations = conversations;
    this.modals = modals;
    this.commands = commands;
    this.clicks = clicks;
    this.dialogs = dialogs;
    this.composer = new Composer(workspace, conversations);
    this.view = new PeopleView(workspace, conversations, ephemerals);
    this.events = new PeopleEvents(vertx, view);
    this.downloads = new FileDownloads(files, conversations, view);
    conversations.listen(events);
    ephemerals.listen(events);
    modals.listen(events);
  }

  public void addTo(Routes routes) {
    routes
        .on(HttpMethod.GET, "/people", call -> answer(listPeople()))
        .on(HttpMethod.GET, "/people/{user}/channels", call -> answer(listChannels(call)))
        .on(HttpMethod.GET, "/people/{user}/channels/{channel}/messages", this::listMessages)
        .on(HttpMethod.POST, "/people/{user}/channels/{channel}/messages", this::say)
        .on(
            HttpMethod.GET,
            "/people/{user}/files/{file}",
            call -> downloads.answer(person(call), call))
        .on(HttpMethod.POST, "/people/{user}/actions", this::act)
        .on(HttpMethod.GET, "/people/{user}/view", this::seeView)
        .on(HttpMethod.POST, "/people/{user}/views/{view}/submit", this::submit)
        .on(HttpMethod.POST, "/people/{user}/views/{view}/close", this::close)
        .stream(
            HttpMethod.GET,
            "/people/{user}/events",
            (request, path) ->
                workspace
                    .person(path.getOrDefault("user", ""))
                    .ifPresentOrElse(
                        person -> events.open(person, request.response()),
                        () ->
                            HttpAnswer.refusal(404, "no such person").sendTo(request.response())));
  }

  private ObjectNode listPeople() {
    ObjectNode answer = Json.object().put("ok", true);
    ObjectNode team = answer.putObject("workspace").put("id", workspace.id());
    team.put("name", workspace.name());
    ObjectNode bot = answer.putObject("bot").put("id", workspace.bot().userId());
    bot.put("name", workspace.bot().name()).put("command", workspace.bot().command());
    ArrayNode groups = answer.putArray("groups");
    workspace
        .groups()
        .forEach(
            g ->
                groups
                    .addObject()
                    .put("id", g.id())
                    .put("handle", g.handle())
                    .put("name", g.name()));
    ArrayNode people = answer.putArray("people");
    for (Person person : workspace.people()) {
      ObjectNode json = people.addObject().put("id", person.id()).put("name", person.name());
      json.put("real_name", person.realName()).put("is_restricted", person.guest());
    }
    return answer;
  }

  private ObjectNode listChannels(HttpCall call) {
    Person person = person(call);
    ObjectNode answer = Json.object().put("ok", true);
    ArrayNode channels = answer.putArray("channels");
    for (Channel channel : view.channels(person)) {
      ObjectNode json = channels.addObject().put("id", channel.id()).put("name", channel.name());
      json.put("topic", channel.topic()).put("is_member", channel.has(person.id()));
      json.put("has_bot", channel.has(workspace.bot().userId()));
    }
    return answer;
  }

  private Future<HttpAnswer> listMessages(HttpCall call) {
    Person person = person(call);
    String oldest = call.query("oldest").orElse("");
    ObjectNode answer = Json.object().put("ok", true);
    ArrayNode messages = answer.putArray("messages");
    for (ObjectNode message :
        view.messages(person, channel(call, person), call.query("thread_ts"))) {
      if (message.path("ts").asText().compareTo(oldest) > 0) {
        messages.add(message);
      }
    }
    return answer(answer);
  }

  private Future<HttpAnswer> say(HttpCall call) {
    Person person = person(call);
    Channel channel = channel(call, person);
    ObjectNode body = body(call);
    String text = body.path("text").asText().strip();
    Optional<String> threadTs = Json.text(body, "thread_ts");
    if (text.isEmpty()) {
      throw new Refusal(400, "text is empty");
    }
    if (text.startsWith("/")) {
      return outcome(person, commands.run(person, channel, threadTs.isPresent(), text));
    }
    ObjectNode message = composer.post(person, channel, threadTs, text);
    ObjectNode answer = Json.object().put("ok", true);
    return answer(answer.put("ts", message.path("ts").asText()));
  }

  private Future<HttpAnswer> act(HttpCall call) {
    Person person = person(call);
    ObjectNode body = body(call);
    var click =
        new Clicks.Click(
            body.path("action_id").asText(),
            body.path("block_id").asText(),
            Optional.of(body.path("value")).filter(v -> !v.isMissingNode() && !v.isNull()),
            body.path("values"));
    if (body.has("view_id")) {
      return outcome(person, clicks.inView(person, body.path("view_id").asText(), click));
    }
    Channel channel = channel(body.path("channel").asText(), person);
    return outcome(
        person, clicks.inMessage(person, channel, body.path("message_ts").asText(), click));
  }

  private Future<HttpAnswer> seeView(HttpCall call) {
    ObjectNode answer = Json.object().put("ok", true);
    modals
        .top(person(call))
        .ifPresentOrElse(open -> answer.set("view", open), () -> answer.putNull("view"));
    return answer(answer);
  }

  private Future<HttpAnswer> submit(HttpCall call) {
    Person person = person(call);
    return outcome(person, dialogs.submit(person, call.path("view"), body(call).path("values")));
  }

  private Future<HttpAnswer> close(HttpCall call) {
    return answer(dialogs.close(person(call), call.path("view")).asJson());
  }

  private Future<HttpAnswer> outcome(Person person, Future<Outcome> outcome) {
    return outcome.map(
        seen -> {
          if (!seen.error().isEmpty()) {
            events.notice(person, seen.error());
          }
          return HttpAnswer.json(seen.asJson());
        });
  }

  private Person person(HttpCall call) {
    return workspace
        .person(call.path("user"))
        .orElseThrow(() -> new Refusal(404, "no such person: " + call.path("user")));
  }

  private Channel channel(HttpCall call, Person person) {
    return channel(call.path("channel"), person);
  }

  private Channel channel(String idOrName, Person person) {
    return conversations
        .channelByName(idOrName)
        .filter(found -> view.maySee(person, found))
        .orElseThrow(
            () -> new Refusal(404, "%s sees no channel %s".formatted(person.name(), idOrName)));
  }

  private static ObjectNode body(HttpCall call) {
    return call.json().orElseThrow(() -> new Refusal(400, "the body is not a JSON object"));
  }

  private static Future<HttpAnswer> answer(JsonNode json) {
    return Future.succeededFuture(HttpAnswer.json(json));
  }
}
