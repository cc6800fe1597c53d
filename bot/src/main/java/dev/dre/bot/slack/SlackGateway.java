package dev.dre.bot.slack;

import com.slack.api.model.view.View;
import dev.dre.bot.words.Message;
import dev.dre.operations.id.OperationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Web API, as far as dre needs it. Every method can throw {@link SlackProblem}. */
public interface SlackGateway {

  /** Posts a root message. */
  Posted post(String channel, Message message, Mark mark);

  /** Posts into the thread of {@code root}. */
  Posted reply(Posted root, Message message, Mark mark);

  /** Shares {@code content} as the file {@code name} in the thread of {@code root}. */
  void upload(Posted root, String name, String content);

  /** The names of the files that were shared in the thread of {@code root}. */
  Set<String> filesIn(Posted root);

  void update(Posted where, Message message);

  /** Shown to {@code user} only; in the thread of {@code root} where there is one. */
  void whisper(String channel, Optional<Posted> root, String user, Message message);

  /** Shows {@code message} in place of the one whose button gave {@code responseUrl}. */
  void replace(String responseUrl, Message message);

  /**
   * The root message of {@code operation} in {@code channel}, found by its mark; empty when there
   * is none.
   */
  Optional<Posted> findRoot(String channel, OperationId operation);

  /** Our messages in the thread of {@code root}, oldest first. */
  List<Told> toldIn(Posted root, OperationId operation);

  /** A link to the message. */
  String link(Posted where);

  /**
   * Opens a dialog for whoever made {@code trigger}, within three seconds of it; returns its id.
   */
  String open(String trigger, View view);

  void updateView(String viewId, View view);

  /** What is known of a user, asked now. */
  Account account(String user);

  /** The users of a user group, asked now. */
  List<String> usersOf(String usergroup);

  /** Whether the bot is a member of {@code channel}. */
  boolean isMember(String channel);

  /** What the bot's token may do, as Slack says it; asked now. */
  Set<String> scopes();

  /** A message of ours that is there already. */
  record Told(Mark mark, Posted where) {}

  /**
   * A user as the workspace knows it.
   *
   * @param enterprise empty outside a grid
   * @param full neither guest nor deactivated nor a bot
   */
  record Account(String enterprise, String workspace, String user, boolean full) {}
}
