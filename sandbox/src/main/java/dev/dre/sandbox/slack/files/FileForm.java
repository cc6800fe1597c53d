package dev.dre.sandbox.slack.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file as Slack tells of it, in messages and by itself. */
public final class FileForm {
  private static final int PREVIEW_LINES = 6;
  private static final int PREVIEW_CHARACTERS = 1_000;

  private final Workspace workspace;

  public FileForm(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Without the messages that it was shared in: those are known a moment later on Slack, too. */
  public ObjectNode of(StoredFile file, byte[] content) {
    FileType type = FileType.of(file.name());
    ObjectNode json = Json.object().put("id", file.id());
    json.put("created", file.created()).put("timestamp", file.created());
    json.put("name", file.name()).put("title", file.title());
    json.put("mimetype", type.mime).put("filetype", type.slackName);
    json.put("pretty_type", type.pretty);
    json.put("user", workspace.bot().userId()).put("user_team", workspace.id());
    json.put("editable", type.text).put("size", content.length);
    json.put("mode", type.text ? "snippet" : "hosted");
    json.put("is_external", false).put("external_type", "").put("is_public", true);
    json.put("public_url_shared", false).put("display_as_bot", false).put("username", "");
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    String place = "https://files.slack.com/files-pri/" + workspace.id() + "-" + file.id();
    json.put("url_private", place + "/" + name);
    json.put("url_private_download", place + "/download/" + name);
    json.put(
        "permalink",
        "https://%s.slack.com/files/%s/%s/%s"
            .formatted(workspace.domain(), workspace.bot().userId(), file.id(), name));
    json.put("has_rich_preview", false).put("file_access", "visible");
    if (!file.altText().isEmpty()) {
      json.put("alt_txt", file.altText());
    }
    if (type.text) {
      preview(json, new String(content, StandardCharsets.UTF_8));
    }
    return json;
  }

  /** With the messages that it was shared in. */
  public ObjectNode withShares(StoredFile file, byte[] content) {
    ObjectNode json = of(file, content);
    ObjectNode open = json.putObject("shares").putObject("public");
    for (StoredFile.Share share : file.shares()) {
      ObjectNode one = open.withArrayProperty(share.channel()).addObject();
      one.put("ts", share.ts()).put("team_id", workspace.id());
      if (!share.threadTs().isEmpty()) {
        one.put("thread_ts", share.threadTs());
      }
    }
    var channels = json.putArray("channels");
    file.shares().stream().map(StoredFile.Share::channel).distinct().forEach(channels::add);
    json.putArray("groups");
    json.putArray("ims");
    return json.put("comments_count", 0);
  }

  private static void preview(ObjectNode json, String text) {
    List<String> lines = text.lines().toList();
    String whole = String.join("\n", lines.subList(0, Math.min(PREVIEW_LINES, lines.size())));
    String shown =
        whole.length() > PREVIEW_CHARACTERS ? whole.substring(0, PREVIEW_CHARACTERS) : whole;
    json.put("preview", shown).put("lines", lines.size());
    json.put("lines_more", Math.max(0, lines.size() - PREVIEW_LINES));
    json.put("preview_is_truncated", shown.length() < text.stripTrailing().length());
  }
}
