package dev.dre.bot.sinks;

import dev.dre.bot.slack.Mark;
import dev.dre.bot.slack.Posted;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.words.Card;
import dev.dre.bot.words.CardView;
import dev.dre.bot.words.GateMessage;
import dev.dre.bot.words.Message;
import dev.dre.bot.words.ThreadLine;
import dev.dre.bot.words.TroubleMessage;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The thread of an operation. The first event makes its root, the card; later ones become lines,
 * several in one message when they come together, because Slack takes about one message a second in
 * a channel.
 */
public final class SlackSink implements Sink {

  public static final String NAME = "slack";

  /** Window of the card. */
  public static final String CARD = "card";

  /** Windows of gates begin so; the gate's id follows. */
  public static final String GATE = "gate/";

  /** Below Slack's limit for a section's text. */
  private static final int LONGEST = 2_800;

  private final SlackGateway slack;
  private final Operations operations;
  private final InstantSource clock;

  public SlackSink(SlackGateway slack, Operations operations, InstantSource clock) {
    this.slack = slack;
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DeliveryReport deliver(Delivery delivery, boolean again) {
    var opened = new TreeMap<String, String>();
    long last = delivery.events().getLast().sequence();
    // Drawn from what is so now, not from what was so when the event happened: a button that is
    // over is never drawn.
    Operation operation = operations.latest(delivery.datastore()).orElseThrow();
    if (!operation.id().equals(delivery.operation())) {
      operation = operations.find(delivery.operation()).orElseThrow();
    }
    Posted root = root(delivery, operation, again, opened);
    long told = again ? toldBefore(root, delivery) : 0;
    tell(delivery, operation, root, told, opened);
    return new DeliveryReport(last, opened);
  }

  private Posted root(
      Delivery delivery, Operation operation, boolean again, Map<String, String> opened) {
    String known = delivery.windows().get(CARD);
    if (known != null) {
      return Posted.parse(known);
    }
    var found =
        again ? slack.findRoot(delivery.channel(), delivery.operation()) : Optional.<Posted>empty();
    Posted root =
        found.orElseGet(
            () ->
                slack.post(
                    delivery.channel(),
                    Card.draw(
                        new CardView(
                            operation, Optional.empty(), Optional.empty(), Optional.empty()),
                        clock.instant()),
                    new Mark(delivery.operation(), 0)));
    opened.put(CARD, root.window());
    return root;
  }

  private long toldBefore(Posted root, Delivery delivery) {
    return slack.marksInThread(root, delivery.operation()).stream()
        .mapToLong(Mark::throughSequence)
        .max()
        .orElse(0);
  }

  private void tell(
      Delivery delivery, Operation operation, Posted root, long told, Map<String, String> opened) {
    var lines = new ArrayList<String>();
    long lastLine = 0;
    for (Event event : delivery.events()) {
      if (event.sequence() <= told) {
        continue;
      }
      var special = special(operation, event.what());
      var line = ThreadLine.of(event);
      if (special.isPresent() || tooLong(lines, line)) {
        flush(delivery, root, lines, lastLine);
      }
      if (special.isPresent()) {
        Posted posted =
            slack.reply(root, special.get(), new Mark(delivery.operation(), event.sequence()));
        if (event.what() instanceof Happening.GateOpened gate) {
          opened.put(GATE + gate.gate(), posted.window());
        }
      } else if (line.isPresent()) {
        lines.add(line.get());
        lastLine = event.sequence();
      }
    }
    flush(delivery, root, lines, lastLine);
  }

  private void flush(Delivery delivery, Posted root, List<String> lines, long through) {
    if (!lines.isEmpty()) {
      slack.reply(
          root, Message.of(String.join("\n", lines)), new Mark(delivery.operation(), through));
      lines.clear();
    }
  }

  private static boolean tooLong(List<String> lines, Optional<String> next) {
    int length = lines.stream().mapToInt(String::length).sum();
    return length + next.map(String::length).orElse(0) > LONGEST;
  }

  /** What gets a message of its own, because it has buttons. */
  private static Optional<Message> special(Operation operation, Happening what) {
    return switch (what) {
      case Happening.GateOpened gate -> Optional.of(GateMessage.draw(operation, gate.gate()));
      case Happening.Blocked blocked -> Optional.of(TroubleMessage.blocked(operation, blocked));
      case Happening.LeftBehind left -> Optional.of(TroubleMessage.leftBehind(operation, left));
      default -> Optional.empty();
    };
  }
}
