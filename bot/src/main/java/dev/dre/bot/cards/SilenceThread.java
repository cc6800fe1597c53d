package dev.dre.bot.cards;

import dev.dre.bot.slack.Mark;
import dev.dre.bot.slack.Posted;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.Message;
import dev.dre.bot.words.Silence;
import dev.dre.bot.words.Window;
import dev.dre.operations.Operation;
import dev.dre.operations.id.OperationId;
import dev.dre.words.Words;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the thread of an operation that it does not answer. Looks first what the thread says
 * already, so that telling it again says nothing twice.
 */
final class SilenceThread {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceThread.class);

  private static final String SILENT = "silent";
  private static final String ANSWERS = "answers";

  /** What stays so however often it is tried. */
  private static final Set<String> NOWHERE =
      Set.of(
          "channel_not_found",
          "message_not_found",
          "thread_not_found",
          "is_archived",
          "not_in_channel");

  private final SlackGateway slack;

  SilenceThread(SlackGateway slack) {
    this.slack = slack;
  }

  /** As {@code planned}; also where there is nowhere to tell it. */
  Told silent(Told planned, Silences.Look look, Silence.Why why) {
    var silence = new Silence(planned.since(), why);
    return planned.in(
        look.about()
            .get()
            .filter(operation -> !operation.channel().isEmpty())
            .flatMap(operation -> somewhere(() -> Optional.of(post(operation, silence))))
            .map(Posted::window)
            .orElse(""));
  }

  /** Into the thread; where there is none yet, beside the cards. */
  private Posted post(Operation operation, Silence silence) {
    String words = "▲ " + silence.words();
    var mark = Mark.aside(operation.id(), SILENT);
    var root = root(operation);
    if (root.isPresent()) {
      if (!says(root.get(), mark)) {
        slack.reply(root.get(), Message.of(words), mark);
      }
      return root.get();
    }
    String whose =
        "*%s*    `%s`\n".formatted(Words.escape(operation.plan().summary(), 300), operation.id());
    return slack.post(operation.channel(), Message.of(whose + words), mark);
  }

  private Optional<Posted> root(Operation operation) {
    return Optional.ofNullable(operation.windows().get(Window.CARD))
        .map(Posted::parse)
        .or(() -> slack.findRoot(operation.channel(), operation.id()));
  }

  /** That what was {@code told} is over; nothing where it was not. */
  void over(Told told, OperationId id, Optional<Silences.Look> look, boolean ended, Instant now) {
    if (told.certain() && told.window().isEmpty()) {
      return;
    }
    var root =
        told.certain()
            ? Optional.of(Posted.parse(told.window()))
            : look.flatMap(l -> l.about().get()).flatMap(o -> somewhere(() -> root(o)));
    root.ifPresent(there -> somewhere(() -> over(there, told, id, ended, now)));
  }

  private Optional<Posted> over(
      Posted root, Told told, OperationId id, boolean ended, Instant now) {
    if (says(root, Mark.aside(id, SILENT))) {
      String words = "✓ " + Silence.over(told.since(), ended, now);
      slack.reply(root, Message.of(words), Mark.aside(id, ANSWERS));
    }
    return Optional.of(root);
  }

  /** Whether the last that it says beside the events is {@code mark}. */
  private boolean says(Posted root, Mark mark) {
    return slack.toldIn(root, mark.operation()).stream()
        .map(told -> told.mark().aside())
        .filter(aside -> !aside.isEmpty())
        .reduce((before, after) -> after)
        .filter(mark.aside()::equals)
        .isPresent();
  }

  private static <T> Optional<T> somewhere(Supplier<Optional<T>> call) {
    try {
      return call.get();
    } catch (SlackProblem e) {
      if (!NOWHERE.contains(e.code())) {
        throw e;
      }
      LOG.warn("an operation does not answer, and there is no place to tell it: {}", e.code());
      return Optional.empty();
    }
  }
}
