package dev.dre.bot.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonSyntaxException;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import com.slack.api.methods.response.files.FilesCompleteUploadExternalResponse;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import com.slack.api.model.Message.Metadata;
import com.slack.api.model.User;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.dre.bot.words.Message;
import dev.dre.operations.id.OperationId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Slack through its Java SDK. */
public final class WebApi implements SlackGateway {

  private static final String UNREACHABLE = "unreachable";
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String OPERATION = "operation";
  private static final String SEQUENCE = "sequence";
  private static final String ASIDE = "aside";

  /** A thread of a long operation is longer than one page; its newest messages come last. */
  private static final int PAGE = 200;

  private final MethodsClient slack;
  private final ActionResponseSender responses;
  private final SlackCalls calls;

  public WebApi(MethodsClient slack, ActionResponseSender responses, SlackCalls calls) {
    this.slack = slack;
    this.responses = responses;
    this.calls = calls;
  }

  private interface Call<T extends SlackApiTextResponse> {
    T call() throws IOException, SlackApiException;
  }

  @Override
  public Posted post(String channel, Message message, Mark mark) {
    return post(channel, null, message, mark);
  }

  @Override
  public Posted reply(Posted root, Message message, Mark mark) {
    return post(root.channel(), root.ts(), message, mark);
  }

  private Posted post(String channel, @Nullable String thread, Message message, Mark mark) {
    var response =
        ask(
            "chat.postMessage",
            () ->
                slack.chatPostMessage(
                    r ->
                        r.channel(channel)
                            .threadTs(thread)
                            .text(message.text())
                            .blocks(blocks(message))
                            .unfurlLinks(false)
                            .metadata(metadata(mark))));
    return new Posted(response.getChannel(), response.getTs());
  }

  @Override
  public void upload(Posted root, String name, String content) {
    ask(
        "files.completeUploadExternal",
        () -> {
          try {
            return slack.filesUploadV2(
                r ->
                    r.channel(root.channel())
                        .threadTs(root.ts())
                        .filename(name)
                        .title(name)
                        .fileData(content.getBytes(UTF_8)));
          } catch (SlackFilesUploadV2Exception e) {
            var problem = new SlackProblem("files.upload", code(e), Optional.empty());
            problem.initCause(e);
            throw problem;
          }
        });
  }

  /** What Slack said to whichever of the calls failed. */
  private static String code(SlackFilesUploadV2Exception e) {
    return Stream.concat(
            e.getGetURLResponses().stream()
                .filter(r -> !r.isOk())
                .map(FilesGetUploadURLExternalResponse::getError),
            Stream.ofNullable(e.getCompleteResponse())
                .filter(r -> !r.isOk())
                .map(FilesCompleteUploadExternalResponse::getError))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(UNREACHABLE);
  }

  @Override
  public Set<String> filesIn(Posted root) {
    var names = new HashSet<String>();
    for (var message : thread(root)) {
      if (message.getFiles() != null) {
        message.getFiles().forEach(file -> names.add(file.getName()));
      }
    }
    return names;
  }

  @Override
  public void update(Posted where, Message message) {
    ask(
        "chat.update",
        () ->
            slack.chatUpdate(
                r ->
                    r.channel(where.channel())
                        .ts(where.ts())
                        .text(message.text())
                        .blocks(blocks(message))));
  }

  @Override
  public void whisper(String channel, Optional<Posted> root, String user, Message message) {
    ask(
        "chat.postEphemeral",
        () ->
            slack.chatPostEphemeral(
                r ->
                    r.channel(channel)
                        .threadTs(root.map(Posted::ts).orElse(null))
                        .user(user)
                        .text(message.text())
                        .blocks(blocks(message))));
  }

  @Override
  public void replace(String responseUrl, Message message) {
    var response =
        ActionResponse.builder()
            .replaceOriginal(true)
            .responseType("ephemeral")
            .text(message.text())
            .blocks(blocks(message))
            .build();
    calls.counted("response_url", () -> send(responseUrl, response));
  }

  private ActionResponse send(String responseUrl, ActionResponse response) {
    try {
      int code = responses.send(responseUrl, response).getCode();
      if (code != OK) {
        throw new SlackProblem("response_url", "http " + code, Optional.empty());
      }
      return response;
    } catch (IOException e) {
      var unreachable = new SlackProblem("response_url", UNREACHABLE, Optional.empty());
      unreachable.initCause(e);
      throw unreachable;
    }
  }

  @Override
  public Optional<Posted> findRoot(String channel, OperationId operation) {
    var response =
        ask(
            "conversations.history",
            () ->
                slack.conversationsHistory(
                    r -> r.channel(channel).limit(PAGE).includeAllMetadata(true)));
    return response.getMessages().stream()
        .filter(
            m ->
                markIn(m.getMetadata())
                    .filter(k -> k.operation().equals(operation) && k.aside().isEmpty())
                    .isPresent())
        .findFirst()
        .map(m -> new Posted(channel, m.getTs()));
  }

  @Override
  public List<Told> toldIn(Posted root, OperationId operation) {
    var told = new ArrayList<Told>();
    for (var message : thread(root)) {
      markIn(message.getMetadata())
          .filter(mark -> mark.operation().equals(operation))
          .ifPresent(mark -> told.add(new Told(mark, new Posted(root.channel(), message.getTs()))));
    }
    return told;
  }

  private List<com.slack.api.model.Message> thread(Posted root) {
    var all = new ArrayList<com.slack.api.model.Message>();
    String cursor = "";
    do {
      String from = cursor;
      var page =
          ask(
              "conversations.replies",
              () ->
                  slack.conversationsReplies(
                      r ->
                          r.channel(root.channel())
                              .ts(root.ts())
                              .limit(PAGE)
                              .cursor(from.isEmpty() ? null : from)
                              .includeAllMetadata(true)));
      all.addAll(page.getMessages());
      cursor =
          page.getResponseMetadata() == null
              ? ""
              : Objects.requireNonNullElse(page.getResponseMetadata().getNextCursor(), "");
    } while (!cursor.isEmpty());
    return all;
  }

  @Override
  public String link(Posted where) {
    return ask(
            "chat.getPermalink",
            () -> slack.chatGetPermalink(r -> r.channel(where.channel()).messageTs(where.ts())))
        .getPermalink();
  }

  @Override
  public String open(String trigger, View view) {
    return ask("views.open", () -> slack.viewsOpen(r -> r.triggerId(trigger).view(view)))
        .getView()
        .getId();
  }

  @Override
  public void updateView(String viewId, View view) {
    ask("views.update", () -> slack.viewsUpdate(r -> r.viewId(viewId).view(view)));
  }

  @Override
  public Account account(String user) {
    User found = ask("users.info", () -> slack.usersInfo(r -> r.user(user))).getUser();
    boolean full =
        !found.isDeleted()
            && !found.isBot()
            && !found.isRestricted()
            && !found.isUltraRestricted()
            && !found.isStranger();
    String enterprise =
        found.getEnterpriseUser() == null
            ? ""
            : Objects.requireNonNullElse(found.getEnterpriseUser().getEnterpriseId(), "");
    return new Account(enterprise, Objects.requireNonNullElse(found.getTeamId(), ""), user, full);
  }

  /** Slack says it in a header of each answer, with commas between. */
  @Override
  public Set<String> scopes() {
    var headers = ask("auth.test", () -> slack.authTest(r -> r)).getHttpResponseHeaders();
    return headers.getOrDefault("x-oauth-scopes", List.of()).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  @Override
  public List<String> usersOf(String usergroup) {
    return ask(
            "usergroups.users.list", () -> slack.usergroupsUsersList(r -> r.usergroup(usergroup)))
        .getUsers();
  }

  @Override
  public boolean isMember(String channel) {
    try {
      return ask("conversations.info", () -> slack.conversationsInfo(r -> r.channel(channel)))
          .getChannel()
          .isMember();
    } catch (SlackProblem e) {
      if (e.code().equals("channel_not_found")) {
        return false;
      }
      throw e;
    }
  }

  private <T extends SlackApiTextResponse> T ask(String method, Call<T> call) {
    return calls.counted(method, () -> answer(method, call));
  }

  private static <T extends SlackApiTextResponse> T answer(String method, Call<T> call) {
    T response;
    try {
      response = call.call();
    } catch (SlackApiException e) {
      throw problem(method, e);
    } catch (IOException | JsonSyntaxException e) {
      // A proxy's HTML page instead of JSON is the same to us as no answer.
      var unreachable = new SlackProblem(method, UNREACHABLE, Optional.empty());
      unreachable.initCause(e);
      throw unreachable;
    }
    if (!response.isOk()) {
      throw new SlackProblem(
          method, Objects.requireNonNullElse(response.getError(), "unknown"), Optional.empty());
    }
    return response;
  }

  private static SlackProblem problem(String method, SlackApiException e) {
    if (e.getResponse().code() == TOO_MANY_REQUESTS) {
      String seconds = Objects.requireNonNullElse(e.getResponse().header("Retry-After"), "1");
      return new SlackProblem(
          method, "ratelimited", Optional.of(Duration.ofSeconds(Long.parseLong(seconds))));
    }
    return new SlackProblem(method, "http " + e.getResponse().code(), Optional.empty());
  }

  private static @Nullable List<LayoutBlock> blocks(Message message) {
    return message.blocks().isEmpty() ? null : message.blocks();
  }

  private static Metadata metadata(Mark mark) {
    boolean aside = !mark.aside().isEmpty();
    return Metadata.builder()
        .eventType(aside ? Mark.ASIDE : Mark.TYPE)
        .eventPayload(
            Map.of(
                OPERATION,
                mark.operation().value(),
                aside ? ASIDE : SEQUENCE,
                aside ? mark.aside() : String.valueOf(mark.throughSequence())))
        .build();
  }

  private static Optional<Mark> markIn(@Nullable Metadata metadata) {
    if (metadata == null) {
      return Optional.empty();
    }
    var payload = metadata.getEventPayload();
    var operation = String.valueOf(payload.get(OPERATION));
    return switch (metadata.getEventType()) {
      case Mark.TYPE ->
          Optional.of(
              new Mark(
                  new OperationId(operation),
                  Long.parseLong(String.valueOf(payload.get(SEQUENCE)))));
      case Mark.ASIDE ->
          Optional.of(Mark.aside(new OperationId(operation), String.valueOf(payload.get(ASIDE))));
      case null, default -> Optional.empty();
    };
  }
}
