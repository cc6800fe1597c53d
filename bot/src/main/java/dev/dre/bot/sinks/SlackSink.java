package dev.dre.bot.sinks;

import dev.dre.bot.slack.Mark;
import dev.dre.bot.slack.Posted;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.slack.SlackGateway.Told;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.Card;
import dev.dre.bot.words.CardView;
import dev.dre.bot.words.Message;
import dev.dre.bot.words.Window;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import dev.dre.words.AnswerTable;
import dev.dre.words.ThreadLine;
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
    var before = again ? slack.toldIn(root, delivery.operation()) : List.<Told>of();
    tell(delivery, operation, root, before, opened);
    return new DeliveryReport(last, opened);
  }

  private Posted root(
      Delivery delivery, Operation operation, boolean again, Map<String, String> opened) {
    String known = delivery.windows().get(Window.CARD);
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
                    Card.draw(CardView.of(operation), clock.instant()),
                    new Mark(delivery.operation(), 0)));
    opened.put(Window.CARD, root.window());
    return root;
  }

  private void tell(
      Delivery delivery,
      Operation operation,
      Posted root,
      List<Told> before,
      Map<String, String> opened) {
    long told = before.stream().map(Told::mark).mapToLong(Mark::throughSequence).max().orElse(0);
    var lines = new ArrayList<String>();
    long lastLine = 0;
    for (Event event : delivery.events()) {
      var window = Window.of(event);
      if (event.sequence() <= told) {
        // Its buttons go one day, so where it was posted has to be known.
        window.ifPresent(name -> findAgain(before, event, name, opened));
        attach(root, delivery, event, true);
        continue;
      }
      var line = ThreadLine.of(event);
      if (window.isPresent() || tooLong(lines, line)) {
        flush(delivery, root, lines, lastLine);
      }
      if (window.isPresent()) {
        Message message = Window.draw(operation, window.get()).orElseThrow();
        Posted posted =
            slack.reply(root, message, new Mark(delivery.operation(), event.sequence()));
        opened.put(window.get(), posted.window());
      } else if (line.isPresent()) {
        lines.add(line.get());
        lastLine = event.sequence();
      }
      if (event.what() instanceof Happening.AllReplied) {
        flush(delivery, root, lines, lastLine);
        attach(root, delivery, event, false);
      }
    }
    flush(delivery, root, lines, lastLine);
  }

  /**
   * The answers as a file. One that cannot be shared is told of, and holds up nothing: they are in
   * the thread, too. {@code maybeThere}: an earlier try may have shared it.
   */
  private void attach(Posted root, Delivery delivery, Event event, boolean maybeThere) {
    if (!(event.what() instanceof Happening.AllReplied replied)) {
      return;
    }
    String name =
        "%s-%s-%d.csv".formatted(delivery.operation(), replied.step().words(), replied.attempt());
    if (maybeThere && slack.filesIn(root).contains(name)) {
      return;
    }
    try {
      slack.upload(root, name, new AnswerTable(replied).csv());
    } catch (SlackProblem e) {
      if (e.retryAfter().isPresent()) {
        throw e; // Slack takes it later.
      }
      slack.reply(
          root,
          Message.of("The answers could not be attached as a file: %s.".formatted(e.code())),
          new Mark(delivery.operation(), event.sequence()));
    }
  }

  private static void findAgain(
      List<Told> before, Event event, String name, Map<String, String> opened) {
    before.stream()
        .filter(told -> told.mark().throughSequence() == event.sequence())
        .findFirst()
        .ifPresent(told -> opened.put(name, told.where().window()));
  }

  private void flush(Delivery delivery, Posted root, List<String> lines, long through) {
    if (!lines.isEmpty()) {
      slack.reply(
          root, Message.of(String.join("\n", lines)), new Mark(delivery.operation(), through));
      lines.clear();
    }
  }

  private static boolean tooLong(List<String> lines, Optional<String> next) {
    int length = lines.stream().mapToInt(line -> line.length() + 1).sum();
    return length + next.map(String::length).orElse(0) > LONGEST;
  }
}
