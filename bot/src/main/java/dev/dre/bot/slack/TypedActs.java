package dev.dre.bot.slack;

import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.ButtonValue;
import dev.dre.config.Durations;
import dev.dre.operations.Operation;
import dev.dre.operations.client.Operations;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.id.RollbackId;
import dev.dre.operations.id.Subject;
import dev.dre.operations.planning.ArgumentText;
import dev.dre.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the buttons do, typed: {@code /dre pause db-42 --for 2h disk alarm}. Deciding about a
 * request is left to {@link TypedDecisions}: it has to be shown first.
 */
final class TypedActs {

  private static final String HOLD = "hold";
  private static final String ROLLBACK = "rollback";
  private static final String FOR = "for";
  private static final String THEN = "then";

  /** The flags of each act. */
  private static final Map<String, List<String>> FLAGS =
      Map.ofEntries(
          Map.entry("pause", List.of(FOR, THEN)),
          Map.entry("resume", List.of(HOLD)),
          Map.entry("abort", List.of()),
          Map.entry("reverse", List.of()),
          Map.entry("retry", List.of()),
          Map.entry("skip", List.of()),
          Map.entry("finish-forward", List.of()),
          Map.entry("go-back", List.of()),
          Map.entry("give-up", List.of(ROLLBACK)),
          Map.entry("assume-gone", List.of()),
          Map.entry("acknowledge", List.of()),
          Map.entry("done", List.of()),
          Map.entry("answer", List.of()));

  /** What was typed after the operation: {@code words} and flags. */
  private record Typed(List<String> words, Map<String, String> flags) {

    /** Empty when nothing was typed. */
    String comment() {
      return String.join(" ", words);
    }
  }

  private final Operations operations;
  private final Acting acting;
  private final LineActs lineActs;
  private final OtherValues otherValues;

  TypedActs(Operations operations, Acting acting, LineActs lineActs, OtherValues otherValues) {
    this.otherValues = otherValues;
    this.operations = operations;
    this.acting = acting;
    this.lineActs = lineActs;
  }

  static Set<String> words() {
    return FLAGS.keySet();
  }

  /**
   * Empty when it is told by {@link Acting}; otherwise the answer: what is wrong with what was
   * typed, or what came of stopping the line.
   */
  String act(Place place, String word, String text, String trigger) {
    var arguments = ArgumentText.parse(text);
    if (!arguments.problem().isEmpty()) {
      return "I did not understand that: " + arguments.problem();
    }
    boolean stops = word.equals("pause");
    if ((stops || word.equals("resume")) && LineActs.isMeant(arguments)) {
      return lineActs.act(place, stops, arguments, trigger);
    }
    boolean retriesWith = word.equals("retry") && !arguments.flags().isEmpty();
    var unknown =
        arguments.flags().keySet().stream()
            .filter(flag -> !retriesWith)
            .filter(flag -> !FLAGS.getOrDefault(word, List.of()).contains(flag))
            .findFirst();
    if (unknown.isPresent()) {
      return "%s has no flag \"--%s\". Usage: %s".formatted(word, unknown.get(), usage(word));
    }
    var words = arguments.positional();
    Optional<Operation> operation =
        words.isEmpty() ? Optional.empty() : operations.named(words.getFirst());
    if (words.isEmpty()) {
      return "Say which operation: its name, or its datastore. Usage: %s. `/dre list` shows them."
          .formatted(usage(word));
    }
    if (operation.isEmpty()) {
      return SlashCommands.missing(words.getFirst());
    }
    var typed = new Typed(words.subList(1, words.size()), arguments.flags());
    Act act;
    try {
      act =
          retriesWith
              ? otherValues.retry(operation.get(), Subject.CURRENT, typed.flags())
              : made(word, typed);
    } catch (OtherValues.NotPlanned e) {
      return Words.escape(e.getMessage());
    } catch (IllegalArgumentException e) {
      return "%s Usage: %s".formatted(e.getMessage(), usage(word));
    }
    acting.act(place, "", trigger, ButtonValue.of(operation.get()), act);
    return "";
  }

  /** {@code `/dre pause <operation> [--for …] [--then …] [why]`}. */
  private static String usage(String word) {
    var flags = new StringBuilder();
    for (String flag : FLAGS.getOrDefault(word, List.of())) {
      flags.append(" [--").append(flag).append(" …]");
    }
    String rest = word.equals("answer") ? "question=answer …" : "[why]";
    return "`/dre %s &lt;operation or datastore&gt;%s %s`".formatted(word, flags, rest);
  }

  private static Act made(String word, Typed typed) {
    return switch (word) {
      case "pause" -> pause(typed);
      case "resume" -> new Act.Resume(flag(typed, HOLD).map(HoldId::new));
      case "abort" -> new Act.Abort(typed.comment());
      case "retry" -> new Act.Retry(Subject.CURRENT);
      case "reverse" -> new Act.Reverse(typed.comment());
      case "done" -> new Act.Done(Subject.CURRENT, typed.comment());
      case "skip" -> new Act.Skip(Subject.CURRENT, typed.comment());
      case "finish-forward" -> new Act.FinishForward(Subject.CURRENT);
      case "go-back" -> new Act.GoBack(Subject.CURRENT);
      case "give-up" ->
          new Act.GiveUp(
              new RollbackId(
                  flag(typed, ROLLBACK)
                      .orElseThrow(
                          () -> new IllegalArgumentException("Say which with --rollback."))),
              typed.comment());
      case "assume-gone" -> new Act.AssumeGone(typed.comment());
      case "acknowledge" -> new Act.Acknowledge(typed.comment());
      case "answer" -> answer(typed.words());
      default -> throw new IllegalArgumentException("I know no \"%s\".".formatted(word));
    };
  }

  /** {@code when=tonight rows=7}. */
  private static Act answer(List<String> said) {
    var answers = new TreeMap<String, String>();
    for (String one : said) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "\"%s\" should be question=answer.".formatted(Words.escape(one, 100)));
      }
      answers.put(one.substring(0, equals), one.substring(equals + 1));
    }
    if (answers.isEmpty()) {
      throw new IllegalArgumentException("Say what you answer.");
    }
    return new Act.Reply(Subject.CURRENT, answers);
  }

  private static Act pause(Typed typed) {
    Optional<Duration> lasts = flag(typed, FOR).map(TypedActs::duration);
    boolean thenResume = flag(typed, THEN).isPresent();
    if (thenResume && !flag(typed, THEN).equals(Optional.of("resume"))) {
      throw new IllegalArgumentException("--then can only be \"resume\".");
    }
    if (thenResume && lasts.isEmpty()) {
      throw new IllegalArgumentException("--then resume needs --for: after how long?");
    }
    return new Act.Pause(typed.comment(), lasts, thenResume);
  }

  private static Duration duration(String text) {
    return Durations.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" should be %s.".formatted(text, Durations.FORM)));
  }

  private static Optional<String> flag(Typed typed, String name) {
    return Optional.ofNullable(typed.flags().get(name)).filter(value -> !value.isBlank());
  }
}
