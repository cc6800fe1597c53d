package dev.dre.bot;

import dev.dre.bot.cards.CardKeeper;
import dev.dre.bot.cards.CardKeeperWorkflow;
import dev.dre.bot.cards.CardKeeperWorkflowImpl;
import dev.dre.bot.cards.KeeperMemory;
import dev.dre.bot.cards.Overview;
import dev.dre.bot.people.Groups;
import dev.dre.bot.people.People;
import dev.dre.bot.sinks.AuditFile;
import dev.dre.bot.sinks.DeliveryMetrics;
import dev.dre.bot.sinks.Pager;
import dev.dre.bot.sinks.PagerSink;
import dev.dre.bot.sinks.Sink;
import dev.dre.bot.sinks.Sinks;
import dev.dre.bot.sinks.SlackSink;
import dev.dre.bot.slack.Background;
import dev.dre.bot.slack.Listeners;
import dev.dre.bot.slack.SlackConnection;
import dev.dre.bot.slack.SlackExaminer;
import dev.dre.bot.slack.SlackGateway;
import dev.dre.config.Configuration;
import dev.dre.config.Group;
import dev.dre.config.SecretReference;
import dev.dre.config.Webhook;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.client.LineCommands;
import dev.dre.operations.client.LineReach;
import dev.dre.operations.client.TemporalOperations;
import dev.dre.operations.client.TemporalPastOperations;
import dev.dre.operations.client.history.TemporalHistories;
import dev.dre.operations.planning.LineSettings;
import dev.dre.operations.planning.Planner;
import dev.dre.operations.temporal.LoggedOperation;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.ShortFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A bot at work: its parts, put together. Keeps nothing: any number of them can run side by side.
 */
public final class Bot implements AutoCloseable {

  /** Within this a click is answered, one way or another. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  private final SlackConnection slack;
  private final WorkerFactory factory;
  private final Background background;
  private final ExecutorService executor;

  private Bot(
      SlackConnection slack,
      WorkerFactory factory,
      Background background,
      ExecutorService executor) {
    this.slack = slack;
    this.factory = factory;
    this.background = background;
    this.executor = executor;
  }

  /** Starts, and returns when it listens. Waits while Slack cannot be reached. */
  public static Bot start(
      Configuration configuration, SlackSettings slackSettings, WorkflowClient temporal, Path audit)
      throws InterruptedException {
    return start(configuration, slackSettings, temporal, audit, new SimpleMeterRegistry());
  }

  /** The same, which counts in {@code meters} what it does. */
  public static Bot start(
      Configuration configuration,
      SlackSettings slackSettings,
      WorkflowClient temporal,
      Path audit,
      MeterRegistry meters)
      throws InterruptedException {
    var clock = InstantSource.system();
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    var connection = new SlackConnection(slackSettings, meters);
    var gateway = connection.gateway();
    var operations = new TemporalOperations(temporal, executor, PATIENCE);
    var auditFile = new AuditFile(audit);
    var groups = groups(configuration, gateway, clock);
    var people = new People(gateway, groups, configuration.settings().workspace());
    var background = new Background();
    var sinks = new ArrayList<Sink>(List.of(auditFile, new SlackSink(gateway, operations, clock)));
    var pager = configuration.settings().pager().map(Bot::pager);
    pager.map(p -> new PagerSink(p, operations)).ifPresent(sinks::add);
    var factory =
        serve(
            temporal,
            new Sinks(sinks, new DeliveryMetrics(meters, clock)),
            new CardKeeper(
                temporal, gateway, pager, operations, executor, clock, new Overview(meters)),
            new SlackExaminer(gateway));
    new Listeners(
            gateway,
            operations,
            new TemporalPastOperations(temporal),
            new TemporalHistories(temporal),
            new Planner(configuration),
            people,
            new LineCommands(operations, new LineReach(operations, executor, clock)),
            new LineSettings(configuration),
            auditFile,
            sinks.stream().map(Sink::name).toList(),
            new Doctor(temporal, configuration),
            background,
            clock)
        .registerWith(connection);
    connection.connect();
    return new Bot(connection, factory, background, executor);
  }

  private static Pager pager(Webhook webhook) {
    var key = webhook.secret().map(s -> SecretReference.read(s, System.getenv()));
    return new Pager(webhook.url(), key);
  }

  private static Groups groups(
      Configuration configuration, SlackGateway slack, InstantSource clock) {
    var listed = new TreeMap<String, List<String>>();
    var usergroups = new TreeMap<String, String>();
    for (Group group : configuration.groups().values()) {
      group
          .usergroup()
          .ifPresentOrElse(
              id -> usergroups.put(group.name(), id),
              () -> listed.put(group.name(), group.members()));
    }
    return new Groups(listed, usergroups, slack, clock);
  }

  private static WorkerFactory serve(
      WorkflowClient temporal, Sinks sinks, CardKeeper keeper, SlackExaminer examiner) {
    var factory =
        WorkerFactory.newInstance(
            temporal,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                // The last is the outermost: what the first logs carries the operation too.
                .setWorkerInterceptors(new ShortFailures(), new LoggedOperation())
                .build());
    var worker =
        factory.newWorker(
            OperationIds.BOT_QUEUE,
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .setUsingVirtualThreads(true)
                .build());
    worker.registerWorkflowImplementationTypes(CardKeeperWorkflowImpl.class);
    worker.registerActivitiesImplementations(sinks, keeper, examiner);
    factory.start();
    WorkflowClient.start(
        temporal.newWorkflowStub(
                CardKeeperWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(CardKeeperWorkflow.ID)
                    .setTaskQueue(OperationIds.BOT_QUEUE)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .build())
            ::run,
        KeeperMemory.NOTHING);
    return factory;
  }

  /** Why nobody in Slack is heard at this moment, in words; empty when all is well. */
  public Optional<String> unheard() {
    return slack.problem();
  }

  /** New clicks are refused first, what is under way is finished, then the connections go. */
  @Override
  public void close() {
    background.close();
    slack.close();
    factory.shutdownNow();
    factory.awaitTermination(5, TimeUnit.SECONDS);
    executor.shutdownNow();
  }
}
