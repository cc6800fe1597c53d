package dev.dre.sandbox.demo;

import dev.dre.operations.id.OperationId;
import dev.dre.sandbox.Terminal;
import dev.dre.sandbox.slack.SlackMessage;
import dev.dre.sandbox.slack.SlackPerson;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.sandbox.slack.SlackView;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** People in #db-ops, and what they see. Prints each new line of the threads that are followed. */
public final class Chat {

  private static final String CHANNEL = "#db-ops";
  private static final Pattern TIME = Pattern.compile("<!date\\^(\\d+)\\^[^>]*>");
  private static final Pattern LINK = Pattern.compile("<[^|>]*\\|([^>]*)>");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final SlackStandIn slack;
  private final Terminal terminal;
  private final Set<String> printed = new HashSet<>();

  public Chat(SlackStandIn slack, Terminal terminal) {
    this.slack = slack;
    this.terminal = terminal;
  }

  public void says(String name, String text) {
    terminal.event(name, text);
    slack.person(name).says(CHANNEL, text);
  }

  /** The card of {@code operation}, once it is there. */
  public Optional<SlackMessage> card(OperationId operation) {
    return slack.person("alice").messages(CHANNEL).stream()
        .filter(m -> m.fromBot() && m.shown().contains(operation.value()))
        .filter(m -> !m.ephemeral())
        .findFirst();
  }

  /** Whether the card has a bar that shows something done. */
  boolean showsProgress(OperationId operation) {
    return card(operation).filter(card -> card.shown().contains("▓")).isPresent();
  }

  /** Prints what is new in the thread of {@code operation}. */
  public void follow(OperationId operation) {
    card(operation)
        .ifPresent(
            card -> {
              for (SlackMessage message : slack.person("alice").thread(card)) {
                if (!message.ts().equals(card.ts())
                    && !message.ephemeral()
                    && printed.add(message.ts())) {
                  terminal.event("dre", plain(message.shown()));
                }
              }
            });
  }

  /** Prints the thread of {@code operation} until a line of it contains {@code words}. */
  public void followUntil(OperationId operation, String words) {
    within(
        Duration.ofSeconds(60),
        "the line “%s” in the thread".formatted(words),
        () -> {
          follow(operation);
          return card(operation)
              .flatMap(
                  card ->
                      slack.person("alice").thread(card).stream()
                          .filter(m -> !m.ts().equals(card.ts()) && m.shown().contains(words))
                          .findFirst());
        });
  }

  /** The last message of the operation's thread, or its card, that offers {@code action}. */
  public SlackMessage awaitOffer(OperationId operation, String action) {
    return within(Duration.ofSeconds(60), "a button " + action, () -> offering(operation, action));
  }

  /** Presses {@code action} wherever in the operation's card or thread it is offered. */
  public void clicks(String name, OperationId operation, String action, String label) {
    SlackMessage message = awaitOffer(operation, action);
    follow(operation);
    terminal.event(name, "presses %s".formatted(label));
    slack.person(name).clicks(message, action);
  }

  private Optional<SlackMessage> offering(OperationId operation, String action) {
    SlackPerson reader = slack.person("alice");
    return card(operation)
        .flatMap(
            card ->
                reader.thread(card).stream()
                    .filter(m -> m.actions().contains(action))
                    .reduce((earlier, later) -> later));
  }

  /** Fills the dialog that opens, and sends it. */
  public void submits(String name, String reason) {
    SlackPerson person = slack.person(name);
    SlackView view =
        within(
            Duration.ofSeconds(10),
            "a dialog",
            () -> person.openView().filter(v -> !v.callbackId().isEmpty()));
    terminal.event("dialog", plain(view.shown()));
    terminal.event(name, "sends: " + reason);
    person.submits(view, Map.of("reason", reason));
  }

  /**
   * The next private message to {@code name} about {@code operation} that contains {@code words}.
   */
  public String toldPrivately(String name, OperationId operation, String words) {
    SlackMessage told =
        within(
            Duration.ofSeconds(15),
            "a private answer",
            () ->
                privates(name, operation).stream()
                    .filter(m -> m.shown().contains(words) && printed.add("private" + m.ts()))
                    .findFirst());
    terminal.event("dre", "(only to %s) %s".formatted(name, plain(told.shown())));
    return told.shown();
  }

  private List<SlackMessage> privates(String name, OperationId operation) {
    SlackPerson person = slack.person(name);
    var inThread = card(operation).map(person::thread).orElse(List.of());
    return inThread.stream().filter(SlackMessage::ephemeral).toList();
  }

  /** What {@code found} gives once it gives something. */
  static <T> T within(Duration time, String what, Supplier<Optional<T>> found) {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      var value = found.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() > end) {
        throw new DemoFailed("waited %d s for %s".formatted(time.toSeconds(), what));
      }
      pause();
    }
  }

  static void pause() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("interrupted");
    }
  }

  /** Without what only a chat can show. */
  private String plain(String shown) {
    return LINK.matcher(names(TIME.matcher(shown).replaceAll(Chat::clock)))
        .replaceAll("$1")
        .replace("*", "")
        .replace("`", "")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .strip();
  }

  private static String clock(MatchResult time) {
    var at = Instant.ofEpochSecond(Long.parseLong(time.group(1)));
    return CLOCK.format(at.atZone(ZoneId.systemDefault()));
  }

  private static String names(String text) {
    String named = text;
    for (Person person : Workspace.sandbox().people()) {
      named = named.replace("<@%s>".formatted(person.id()), "@" + person.name());
    }
    return named;
  }
}
