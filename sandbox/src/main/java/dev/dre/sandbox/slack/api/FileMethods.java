package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.files.FileForm;
import dev.dre.sandbox.slack.files.FileStore;
import dev.dre.sandbox.slack.files.StoredFile;
import dev.dre.sandbox.slack.message.Arguments;
import dev.dre.sandbox.slack.message.BotMessages;
import dev.dre.sandbox.slack.message.MessageDraft;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Channel;
import dev.dre.sandbox.slack.workspace.Conversations;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code files.*}: an upload in three steps, the second of which is not a method. */
final class FileMethods {
  /** Slack takes a gigabyte; a server of ours reads whole bodies. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int MAX_SNIPPET_BYTES = 1024 * 1024;
  private static final int MAX_ALT_TEXT = 1_000;
  private static final int MAX_CHANNELS = 100;
  private static final String CHANNEL_ID = "^[CGDZ][A-Z0-9]{8,}$";

  /** A file that is about to be shared, with the title that it gets. */
  private record Titled(StoredFile file, String title) {}

  private final Workspace workspace;
  private final Conversations conversations;
  private final BotMessages messages;
  private final FileStore files;
  private final FileForm form;
  private final UnaryOperator<String> uploadUrl;

  /**
   * @param uploadUrl the address that takes the content of the file with this ticket
   */
  FileMethods(
      Workspace workspace,
      Conversations conversations,
      FileStore files,
      UnaryOperator<String> uploadUrl) {
    this.workspace = workspace;
    this.conversations = conversations;
    this.messages = new BotMessages(workspace);
    this.files = files;
    this.form = new FileForm(workspace);
    this.uploadUrl = uploadUrl;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "files.getUploadURLExternal", this::getUploadUrl,
        "files.completeUploadExternal", this::completeUpload,
        "files.info", this::info);
  }

  private ObjectNode getUploadUrl(Arguments arguments) {
    String name = arguments.required("filename");
    arguments.required("length");
    int length = arguments.number("length", 0, "invalid_arguments");
    if (length <= 0) {
      throw new SlackProblem("missing_argument");
    }
    if (length > MAX_BYTES) {
      throw new SlackProblem("file_upload_size_restricted");
    }
    if (arguments.text("snippet_type").isPresent() && length > MAX_SNIPPET_BYTES) {
      throw new SlackProblem("snippet_too_large");
    }
    String altText = arguments.text("alt_txt").orElse("");
    if (altText.length() > MAX_ALT_TEXT) {
      throw new SlackProblem("alt_txt_too_large");
    }
    StoredFile file = files.announce(name, length, altText);
    return Json.object()
        .put("upload_url", uploadUrl.apply(file.ticket()))
        .put("file_id", file.id());
  }

  /** Everything is checked before anything is shared: a refused call may be made again. */
  private ObjectNode completeUpload(Arguments arguments) {
    List<Titled> given = given(arguments);
    List<Channel> channels = channels(arguments);
    Optional<String> threadTs = arguments.text("thread_ts");
    if (threadTs.isPresent()) {
      checkRoot(channels, threadTs.get());
    }
    List<Titled> taken =
        given.stream()
            .map(one -> new Titled(one.file().asCompleted(one.title(), List.of()), one.title()))
            .toList();
    ArrayNode told = Json.array();
    taken.forEach(one -> told.add(form.of(one.file(), files.content(one.file()))));
    MessageDraft draft = draft(arguments);
    var shares = new ArrayList<StoredFile.Share>();
    for (Channel channel : channels) {
      ObjectNode message = messages.of(draft).put("text", draft.text().orElse(""));
      message.set("files", told);
      message.put("upload", false).put("display_as_bot", false);
      threadTs.ifPresent(ts -> message.put("thread_ts", ts));
      String ts = conversations.post(channel, message).path("ts").asText();
      shares.add(new StoredFile.Share(channel.id(), ts, threadTs.orElse("")));
    }
    taken.forEach(one -> files.put(one.file().asCompleted(one.title(), shares)));
    ObjectNode answer = Json.object();
    answer.set("files", told.deepCopy());
    return answer;
  }

  private ObjectNode info(Arguments arguments) {
    StoredFile file =
        files
            .find(arguments.required("file"))
            .filter(StoredFile::completed)
            .orElseThrow(() -> new SlackProblem("file_not_found"));
    ObjectNode answer = Json.object();
    answer.set("file", form.withShares(file, files.content(file)));
    answer.putArray("comments");
    answer.putObject("response_metadata").put("next_cursor", "");
    return answer;
  }

  // A ticket is good for one completion, of content that has arrived.
  private List<Titled> given(Arguments arguments) {
    ArrayNode list =
        arguments
            .list("files", "invalid_arguments")
            .filter(array -> !array.isEmpty())
            .orElseThrow(() -> SlackProblem.missingArgument("files"));
    var all = new ArrayList<Titled>();
    for (JsonNode one : list) {
      String id = Json.text(one, "id").orElseThrow(() -> SlackProblem.missingArgument("id"));
      StoredFile file =
          files
              .find(id)
              .filter(known -> !known.completed() && files.isReceived(known))
              .filter(known -> all.stream().noneMatch(other -> other.file().id().equals(id)))
              .orElseThrow(() -> new SlackProblem("file_not_found"));
      all.add(new Titled(file, Json.text(one, "title").orElse(file.name())));
    }
    return all;
  }

  /** None: the file stays the app's own. */
  private List<Channel> channels(Arguments arguments) {
    Optional<String> one = arguments.text("channel_id");
    if (one.filter(id -> !id.matches(CHANNEL_ID)).isPresent()) {
      throw new SlackProblem(
          "invalid_arguments",
          "input must match regex pattern: " + CHANNEL_ID + " [json-pointer:/channel_id]");
    }
    List<String> ids =
        one.map(List::of)
            .or(() -> arguments.text("channels").map(all -> List.of(all.split(","))))
            .orElse(List.of());
    if (ids.size() > MAX_CHANNELS) {
      throw new SlackProblem("channels_limit_exceeded");
    }
    return ids.stream().map(String::strip).distinct().map(this::channel).toList();
  }

  private Channel channel(String id) {
    Channel channel =
        conversations.channel(id).orElseThrow(() -> new SlackProblem("channel_not_found"));
    if (!channel.has(workspace.bot().userId())) {
      throw new SlackProblem("not_in_channel");
    }
    return channel;
  }

  // Slack only says never to use a reply's ts, nor one with several channels; here it is refused.
  private void checkRoot(List<Channel> channels, String ts) {
    boolean isRoot =
        channels.size() == 1
            && conversations
                .message(channels.getFirst(), ts)
                .filter(Conversations::isRoot)
                .isPresent();
    if (!isRoot) {
      throw new SlackProblem(
          "invalid_arguments",
          "must be the ts of a message in one channel that is no reply [json-pointer:/thread_ts]");
    }
  }

  private static MessageDraft draft(Arguments arguments) {
    Optional<String> comment = arguments.text("initial_comment");
    ObjectNode content = Json.object();
    comment.ifPresentOrElse(
        text -> content.put("text", text),
        () -> content.set("blocks", arguments.values().path("blocks")));
    return MessageDraft.from(new Arguments(content));
  }
}
