package dev.dre.bench;

import dev.dre.sandbox.slack.SlackMessage;
import dev.dre.sandbox.slack.SlackPerson;
import dev.dre.sandbox.slack.SlackStandIn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One command, its first message, one approval, and the step after it, as people see them. */
final class Round {

  private static final String CHANNEL = "db-ops";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long BETWEEN_LOOKS_MILLIS = 20;

  /** Nobody clicks while a message is still being written; what tells it has ended by then. */
  private static final long BEFORE_A_CLICK_MILLIS = 500;

  private final SlackPerson requester;
  private final SlackPerson approver;
  private final InstantGateway cluster;
  private final String button;

  /** {@code button}: how the action of what approves begins. */
  Round(SlackStandIn slack, InstantGateway cluster, String button) {
    this.requester = slack.person("alice");
    this.approver = slack.person("bob");
    this.cluster = cluster;
    this.button = button;
  }

  /** How long it took. */
  record Times(Duration commandToMessage, Instant clicked, Instant began) {

    Duration clickToStep() {
      return Duration.between(clicked, began);
    }
  }

  Times play(String command) throws InterruptedException {
    int before = told().size();
    Instant asked = Instant.now();
    requester.says(CHANNEL, command);
    // When Slack wrote it down, not when we saw it.
    var first = await("the first message", () -> told().stream().skip(before).findFirst());
    Instant posted = instant(first.ts());
    var gate = await("the button", () -> gate(first));
    Thread.sleep(BEFORE_A_CLICK_MILLIS);
    cluster.submitted().clear();
    Instant clicked = Instant.now();
    var answer = approver.clicks(gate, action(gate).orElseThrow());
    Instant began = cluster.submitted().poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!answer.ok() || began == null) {
      throw new IllegalStateException("the approval did not count: " + answer);
    }
    return new Times(Duration.between(asked, posted), clicked, began);
  }

  private List<SlackMessage> told() {
    return requester.messages(CHANNEL).stream()
        .filter(message -> message.fromBot() && !message.ephemeral())
        .toList();
  }

  private Optional<SlackMessage> gate(SlackMessage root) {
    return Stream.concat(
            told().stream().filter(m -> m.ts().equals(root.ts())), approver.thread(root).stream())
        .filter(message -> action(message).isPresent())
        .reduce((earlier, later) -> later);
  }

  private Optional<String> action(SlackMessage message) {
    return message.actions().stream().filter(a -> a.startsWith(button)).findFirst();
  }

  private static Instant instant(String ts) {
    long micros = new BigDecimal(ts).movePointRight(6).longValueExact();
    return Instant.EPOCH.plus(Duration.of(micros, ChronoUnit.MICROS));
  }

  private static <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    throw new IllegalStateException(what + " did not come");
  }
}
