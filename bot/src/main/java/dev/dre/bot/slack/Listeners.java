package dev.dre.bot.slack;

import dev.dre.bot.people.People;
import dev.dre.bot.sinks.AuditFile;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.client.LineCommands;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.planning.LineSettings;
import dev.dre.operations.planning.Planner;
import dev.dre.operations.planning.Replanning;
import java.time.InstantSource;
import java.util.List;

/** Everything that the bot listens to. */
public final class Listeners {

  private final SlashCommands commands;
  private final Clicks clicks;
  private final Submissions submissions;
  private final HistoryPages histories;

  public Listeners(
      SlackGateway slack,
      Operations operations,
      OperationHistories operationHistories,
      Planner planner,
      People people,
      LineCommands line,
      LineSettings lineSettings,
      AuditFile audit,
      List<String> sinks,
      Doctor doctor,
      Background background,
      InstantSource clock) {
    var replies = new Replies(slack);
    var cardLinks = new CardLinks(slack);
    var acting = new Acting(people, operations, audit, replies, cardLinks, clock);
    var otherValues = new OtherValues(new Replanning(planner));
    var typedActs =
        new TypedActs(
            operations,
            acting,
            new LineActs(people, line, lineSettings, audit, clock),
            otherValues);
    histories = new HistoryPages(operationHistories, replies, background, clock);
    commands =
        new SlashCommands(
            slack,
            operations,
            planner,
            people,
            typedActs,
            new TypedDecisions(slack, operations),
            histories,
            cardLinks,
            replies,
            sinks,
            doctor,
            background,
            clock);
    clicks = new Clicks(slack, operations, acting, replies, background, clock);
    submissions = new Submissions(operations, acting, otherValues, replies, background);
  }

  public void registerWith(SlackConnection connection) {
    connection.listen(
        app -> {
          commands.register(app);
          clicks.register(app);
          submissions.register(app);
          histories.register(app);
        });
  }
}
