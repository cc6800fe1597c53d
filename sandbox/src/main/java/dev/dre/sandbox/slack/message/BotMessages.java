package dev.dre.sandbox.slack.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.BotAccount;
import dev.dre.sandbox.slack.workspace.Workspace;

/** Messages that the app wrote, as Slack keeps them. */
public final class BotMessages {
  private final Workspace workspace;

  public BotMessages(Workspace workspace) {
    this.workspace = workspace;
  }

  /** A new message, without the ts that it gets when it is posted. */
  public ObjectNode of(MessageDraft draft) {
    BotAccount bot = workspace.bot();
    ObjectNode message = Json.object().put("type", "message");
    message.put("user", bot.userId()).put("bot_id", bot.botId()).put("app_id", bot.appId());
    message.put("team", workspace.id());
    message.put("text", draft.text().orElse("This content can't be displayed."));
    draft.blocks().filter(blocks -> !blocks.isEmpty()).ifPresent(b -> message.set("blocks", b));
    draft.attachments().filter(a -> !a.isEmpty()).ifPresent(a -> message.set("attachments", a));
    draft.metadata().filter(m -> !m.isEmpty()).ifPresent(m -> message.set("metadata", m));
    ObjectNode profile = message.putObject("bot_profile");
    profile.put("id", bot.botId()).put("app_id", bot.appId()).put("name", bot.name());
    profile.put("deleted", false).put("team_id", workspace.id());
    return message;
  }

  /** {@code old} with what {@code draft} names; what it does not name stays. */
  public ObjectNode updated(ObjectNode old, MessageDraft draft, String editedAt) {
    ObjectNode message = old.deepCopy();
    draft.text().ifPresent(text -> message.put("text", text));
    // Text without blocks takes their place; blocks without text leave it.
    if (draft.blocks().isPresent()) {
      message.set("blocks", draft.blocks().get());
    } else if (draft.text().isPresent()) {
      message.remove("blocks");
    }
    if (message.path("blocks").isEmpty()) {
      message.remove("blocks");
    }
    draft.attachments().ifPresent(attachments -> message.set("attachments", attachments));
    draft
        .metadata()
        .ifPresent(
            metadata -> {
              if (metadata.isEmpty()) {
                message.remove("metadata");
              } else {
                message.set("metadata", metadata);
              }
            });
    // Slack marks a message as edited only when its text is what people read.
    if (draft.blocks().isEmpty()) {
      message.putObject("edited").put("user", workspace.bot().userId()).put("ts", editedAt);
    }
    return message;
  }
}
