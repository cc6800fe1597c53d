package dev.dre.bot;

import com.slack.api.model.view.View;
import dev.dre.bot.slack.Mark;
import dev.dre.bot.slack.Posted;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.Message;
import dev.dre.operations.id.OperationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A workspace in memory that remembers in which order it was asked. */
public final class FakeSlack implements SlackGateway {

  /** A message as it was posted, or edited last. */
  public record Sent(Posted at, Optional<Posted> root, Message message, Mark mark) {}

  /** A message that one user alone sees. */
  public record Whisper(String channel, Optional<Posted> root, String user, Message message) {}

  public final Map<Posted, Sent> messages = new LinkedHashMap<>();
  public final List<Posted> edits = new ArrayList<>();
  public final List<Whisper> whispers = new ArrayList<>();
  public final Map<String, Message> replaced = new LinkedHashMap<>();
  public final Map<String, View> views = new LinkedHashMap<>();
  public final Map<String, Account> accounts = new LinkedHashMap<>();
  public final Map<String, List<String>> usergroups = new LinkedHashMap<>();
  public final List<String> asked = new ArrayList<>();
  public boolean member = true;
  private Set<String> scopes = Set.of();
  private Predicate<String> failing = call -> false;
  private SlackProblem problem = unreachable();
  private int posted;

  public FakeSlack() {
    for (Someone someone : Someone.values()) {
      accounts.put(someone.user(), new Account("", "T0SANDBOX", someone.user(), true));
    }
  }

  private static SlackProblem unreachable() {
    return new SlackProblem("anything", "unreachable", Optional.empty());
  }

  /** From now on, calls that {@code which} holds for are answered with {@code answer}. */
  public void failing(Predicate<String> which, SlackProblem answer) {
    failing = which;
    problem = answer;
  }

  public void failing(String method) {
    failing(call -> call.startsWith(method), unreachable());
  }

  public void works() {
    failing = call -> false;
  }

  /** What the bot's token may do from now on. */
  public void grant(Set<String> granted) {
    scopes = Set.copyOf(granted);
  }

  @Override
  public Set<String> scopes() {
    return scopes;
  }

  /** The lines of the thread, in their order. */
  public List<String> thread() {
    return messages.values().stream()
        .filter(sent -> sent.root().isPresent())
        .map(sent -> sent.message().text())
        .toList();
  }

  public List<Sent> roots() {
    return messages.values().stream().filter(sent -> sent.root().isEmpty()).toList();
  }

  /** What the last private answer says. */
  public String lastWhisper() {
    return whispers.getLast().message().text();
  }

  /** The files of each thread: name and content. */
  public final List<Map.Entry<String, String>> files = new ArrayList<>();

  @Override
  public void upload(Posted root, String name, String content) {
    ask("upload " + name);
    files.add(Map.entry(name, content));
  }

  @Override
  public Set<String> filesIn(Posted root) {
    return files.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  @Override
  public Posted post(String channel, Message message, Mark mark) {
    ask("post " + channel);
    return keep(channel, Optional.empty(), message, mark);
  }

  @Override
  public Posted reply(Posted root, Message message, Mark mark) {
    ask("reply " + root.window());
    return keep(root.channel(), Optional.of(root), message, mark);
  }

  private Posted keep(String channel, Optional<Posted> root, Message message, Mark mark) {
    var at = new Posted(channel, "1777636800.%06d".formatted(++posted));
    messages.put(at, new Sent(at, root, message, mark));
    return at;
  }

  @Override
  public void update(Posted where, Message message) {
    ask("update " + where.window());
    edits.add(where);
    messages.computeIfPresent(where, (at, sent) -> new Sent(at, sent.root(), message, sent.mark()));
  }

  @Override
  public void whisper(String channel, Optional<Posted> root, String user, Message message) {
    ask("whisper " + user);
    whispers.add(new Whisper(channel, root, user, message));
  }

  @Override
  public void replace(String responseUrl, Message message) {
    ask("replace " + responseUrl);
    replaced.put(responseUrl, message);
  }

  @Override
  public Optional<Posted> findRoot(String channel, OperationId operation) {
    ask("findRoot " + operation);
    return roots().stream()
        .filter(sent -> sent.mark().operation().equals(operation))
        .map(Sent::at)
        .findFirst();
  }

  @Override
  public List<Told> toldIn(Posted root, OperationId operation) {
    ask("toldIn " + operation);
    return messages.values().stream()
        .filter(sent -> sent.root().equals(Optional.of(root)))
        .filter(sent -> sent.mark().operation().equals(operation))
        .map(sent -> new Told(sent.mark(), sent.at()))
        .toList();
  }

  @Override
  public String link(Posted where) {
    ask("link " + where.window());
    return "https://sandbox.example/" + where.window();
  }

  @Override
  public String open(String trigger, View view) {
    ask("open " + trigger);
    String id = "V" + (views.size() + 1);
    views.put(id, view);
    return id;
  }

  @Override
  public void updateView(String viewId, View view) {
    ask("updateView " + viewId);
    views.put(viewId, view);
  }

  @Override
  public Account account(String user) {
    ask("account " + user);
    Account account = accounts.get(user);
    if (account == null) {
      throw new SlackProblem("users.info", "user_not_found", Optional.empty());
    }
    return account;
  }

  @Override
  public List<String> usersOf(String usergroup) {
    ask("usersOf " + usergroup);
    return usergroups.getOrDefault(usergroup, List.of());
  }

  @Override
  public boolean isMember(String channel) {
    ask("isMember " + channel);
    return member;
  }

  private void ask(String call) {
    asked.add(call);
    if (failing.test(call)) {
      throw problem;
    }
  }
}
