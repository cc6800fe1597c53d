package dev.dre.bot.slack;

import dev.dre.approvals.Actor;
import dev.dre.bot.people.People;
import dev.dre.bot.sinks.AuditFile;
import dev.dre.bot.sinks.AuditFile.LineWish;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.operations.client.LineCommands;
import dev.dre.operations.command.Answer;
import dev.dre.operations.line.LiftLine;
import dev.dre.operations.line.LineHoldId;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.line.StopLine;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.planning.ArgumentText.Arguments;
import dev.dre.operations.planning.LineSettings;
import dev.dre.words.Words;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code /dre pause --team payments --reason "disk alarm"}: many operations at once, also those
 * that start later.
 */
final class LineActs {

  static final String ALL = "all";
  static final String TEAM = "team";
  static final String CLUSTER = "cluster";
  static final String REASON = "reason";
  private static final String HOLD = "hold";

  private final People people;
  private final LineCommands line;
  private final LineSettings settings;
  private final AuditFile audit;
  private final InstantSource clock;

  LineActs(
      People people,
      LineCommands line,
      LineSettings settings,
      AuditFile audit,
      InstantSource clock) {
    this.people = people;
    this.line = line;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether many operations are meant. */
  static boolean isMeant(Arguments typed) {
    return Stream.of(ALL, TEAM, CLUSTER).anyMatch(typed.flags()::containsKey);
  }

  /** The answer, for the one who typed it. */
  String act(Place place, boolean stops, Arguments typed, String trigger) {
    List<LineScope> scopes = scopes(typed);
    if (scopes.size() != 1) {
      return "Give one of --all, --team &lt;team&gt; and --cluster &lt;cluster&gt;. "
          + usage(stops);
    }
    LineScope scope = scopes.getFirst();
    var problem = settings.problemOf(scope);
    if (problem.isPresent()) {
      return Words.escape(problem.get());
    }
    var extra =
        typed.flags().keySet().stream()
            .filter(flag -> !List.of(ALL, TEAM, CLUSTER, REASON, HOLD).contains(flag))
            .findFirst();
    if (extra.isPresent()) {
      return "--%s is for one operation. %s".formatted(Words.escape(extra.get()), usage(stops));
    }
    var verified = people.verify(place.user());
    if (verified.person().isEmpty()) {
      return "Not counted: " + verified.problem();
    }
    var person = verified.person().get();
    Answer answer =
        stops
            ? stop(scope, person.actor(), reason(typed), trigger)
            : line.lift(
                new LiftLine(scope, hold(typed), person.actor()), person.groups(), settings);
    audit.line(
        new LineWish(stops ? "pause" : "resume", scope, person.actor(), reason(typed)),
        answer instanceof Answer.Refused refused ? refused.says() : "",
        clock.instant());
    return words(answer);
  }

  private Answer stop(LineScope scope, Actor by, String reason, String trigger) {
    if (reason.isBlank()) {
      return Answer.refused(
          "stopping the line needs a reason: others have to stand still. %s", usage(true));
    }
    return line.stop(new StopLine(LineHoldId.of(trigger), scope, by, reason));
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> Words.escape(accepted.says());
      case Answer.AlreadySo already -> Words.escape(already.says());
      case Answer.Refused refused -> "Not counted: " + Words.escape(refused.says());
    };
  }

  private static List<LineScope> scopes(Arguments typed) {
    var scopes = new ArrayList<LineScope>();
    if (typed.flags().containsKey(ALL)) {
      scopes.add(new LineScope.Everything());
    }
    flag(typed, TEAM).map(LineScope.OfTeam::new).ifPresent(scopes::add);
    flag(typed, CLUSTER)
        .map(name -> new LineScope.OfCluster(new ClusterName(name)))
        .ifPresent(scopes::add);
    return scopes;
  }

  /** Phones and people forget quotes: what follows the reason's first word belongs to it. */
  private static String reason(Arguments typed) {
    return flag(typed, REASON)
        .map(first -> (first + " " + String.join(" ", typed.positional())).strip())
        .orElse("");
  }

  private static Optional<LineHoldId> hold(Arguments typed) {
    return flag(typed, HOLD).map(LineHoldId::new);
  }

  private static Optional<String> flag(Arguments typed, String name) {
    return Optional.ofNullable(typed.flags().get(name)).filter(value -> !value.isBlank());
  }

  private static String usage(boolean stops) {
    return stops
        ? "Usage: `/dre pause --all|--team &lt;team&gt;|--cluster &lt;cluster&gt; --reason \"…\"`"
        : "Usage: `/dre resume --all|--team &lt;team&gt;|--cluster &lt;cluster&gt; [--hold …]`";
  }
}
