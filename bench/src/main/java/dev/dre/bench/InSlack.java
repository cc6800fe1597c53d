package dev.dre.bench;

import dev.dre.bench.handwritten.HandWrittenRun;
import dev.dre.bench.handwritten.HandWrittenWorker;
import dev.dre.bot.Bot;
import dev.dre.bot.SlackSettings;
import dev.dre.bot.words.Buttons;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationResult;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.sandbox.slack.SlackStandInOptions;
import dev.dre.sandbox.slack.workspace.Workspace;
import dev.dre.worker.OperationWorker;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** dre's bot and worker, and the hand-written app and worker, each with a stand-in of Slack. */
final class InSlack implements AutoCloseable {

  /** How a name begins whose Job runs on a queue of its cluster. */
  static final String WITH_CLUSTER = "cluster-";

  private final Bench bench;
  private final Deque<Runnable> started = new ArrayDeque<>();
  private final AtomicReference<String> lastByHand = new AtomicReference<>("");
  private final SlackStandIn ofDre;
  private final SlackStandIn ofHandWritten;
  private final Round dre;
  private final Round handWritten;

  private InSlack(Bench bench) throws Exception {
    this.bench = bench;
    ofDre = standIn("dre");
    ofHandWritten = standIn("hand-written");
    dre = startDre();
    handWritten = startHandWritten();
  }

  static InSlack start(Bench bench) throws Exception {
    return new InSlack(bench);
  }

  private SlackStandIn standIn(String name) {
    var standIn =
        SlackStandIn.start(
            new SlackStandInOptions(0, bench.folder().resolve("slack-" + name), Workspace.sandbox())
                .withoutRateLimits());
    started.push(standIn::close);
    return standIn;
  }

  private Round startDre() throws InterruptedException {
    var client = bench.server().client();
    var cluster = new InstantGateway();
    OperationWorker worker = bench.serve(client, cluster);
    started.push(worker::close);
    var bot =
        Bot.start(
            bench.configuration().configuration(),
            new SlackSettings(
                SlackStandIn.BOT_TOKEN, SlackStandIn.APP_TOKEN, Optional.of(ofDre.url() + "/api/")),
            client,
            bench.folder().resolve("audit.jsonl"));
    started.push(bot::close);
    return new Round(ofDre, cluster, Buttons.APPROVE);
  }

  private Round startHandWritten() throws Exception {
    var client = bench.server().client();
    var cluster = new InstantGateway();
    var request = BenchConfiguration.request(bench.configuration().gated(), "by-hand", List.of());
    var app =
        new HandWrittenApp(
            ofHandWritten,
            name -> {
              lastByHand.set(name);
              HandWrittenWorker.begin(
                  client,
                  new HandWrittenRun(
                      name,
                      Cost.jobs(request),
                      true,
                      true,
                      name.startsWith(WITH_CLUSTER) ? HandWrittenWorker.CLUSTER_QUEUE : ""));
            },
            name -> client.newUntypedWorkflowStub(name).update("approve", String.class, "bob"));
    started.push(app::close);
    var worker = HandWrittenWorker.start(client, cluster, 0, app::tell);
    started.push(worker::close);
    return new Round(ofHandWritten, cluster, HandWrittenApp.APPROVE);
  }

  SlackStandIn ofDre() {
    return ofDre;
  }

  SlackStandIn ofHandWritten() {
    return ofHandWritten;
  }

  /** What the last operation has left in Temporal. */
  List<HistoryEvent> historyOfDre() {
    return history(OperationIds.workflowId(new DatastoreName(BenchConfiguration.DATASTORE)));
  }

  List<HistoryEvent> historyOfHandWritten() {
    return history(lastByHand.get());
  }

  private List<HistoryEvent> history(String workflowId) {
    return bench.server().client().fetchHistory(workflowId).getHistory().getEventsList();
  }

  /** Returns when the operation has ended too. */
  Round.Times playDre() throws InterruptedException {
    var times = dre.play("/dre gated " + BenchConfiguration.DATASTORE);
    String id = OperationIds.workflowId(new DatastoreName(BenchConfiguration.DATASTORE));
    bench.server().client().newUntypedWorkflowStub(id).getResult(OperationResult.class);
    return times;
  }

  Round.Times playHandWritten(String name) throws InterruptedException {
    var times = handWritten.play("/dre " + name);
    bench.server().client().newUntypedWorkflowStub(lastByHand.get()).getResult(Void.class);
    return times;
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      started.pop().run();
    }
  }
}
