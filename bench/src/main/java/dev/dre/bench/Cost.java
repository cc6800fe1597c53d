package dev.dre.bench;

import static dev.dre.bench.BenchConfiguration.FEW;
import static dev.dre.bench.BenchConfiguration.MANY;

import dev.dre.bench.handwritten.HandWrittenRun;
import dev.dre.bench.handwritten.HandWrittenWorker;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.client.Operations;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.operations.temporal.OperationIds;
import dev.dre.operations.temporal.OperationResult;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a step leaves in Temporal: the difference between operations of few and of many steps, so
 * that begin and end do not count.
 */
final class Cost {

  private static final int ROUNDS = 5;
  private static final String SINK = "bench";

  /** A step with its looks, and telling. */
  private static final Set<String> ALLOWED =
      Set.of("submitJob", "followJob", "ensureGone", "watch", "guard", "call", "deliver");

  private final Bench bench;
  private final Samples dreStep = new Samples();
  private final Samples handWrittenStep = new Samples();
  private int runs;

  Cost(Bench bench) {
    this.bench = bench;
  }

  List<Row> run() {
    var client = bench.server().client();
    var factory = WorkerFactory.newInstance(client);
    factory.newWorker(OperationIds.BOT_QUEUE).registerActivitiesImplementations(new InstantSink());
    factory.start();
    var dre = bench.serve(client, new InstantGateway());
    var handWritten = HandWrittenWorker.start(client, new InstantGateway(), 0, (w, t) -> {});
    try {
      return rows();
    } finally {
      handWritten.close();
      dre.close();
      factory.shutdownNow();
    }
  }

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    var all = new TreeMap<String, Integer>();
    for (boolean tells : List.of(false, true)) {
      String how = tells ? "told to one sink" : "told to nobody";
      var few = dre(FEW, tells);
      var many = dre(MANY, tells);
      var fewByHand = handWritten(FEW, tells);
      var manyByHand = handWritten(MANY, tells);
      rows.add(
          Row.of(
              "history events per step, " + how,
              "",
              perStep(many.events() - few.events()),
              perStep(manyByHand.events() - fewByHand.events())));
      rows.add(
          Row.of(
              "history bytes per step, " + how,
              "",
              perStep(many.bytes() - few.bytes()),
              perStep(manyByHand.bytes() - fewByHand.bytes())));
      rows.add(
          Row.of(
              "activities per step, " + how,
              "",
              perStep(sum(many) - sum(few)),
              perStep(sum(manyByHand) - sum(fewByHand))));
      many.activities().forEach((type, count) -> all.merge(type, count, Integer::sum));
      for (int round = 0; round < bench.size().orElse(ROUNDS); round++) {
        bench.says().accept("cost: %s, round %d".formatted(how, round + 1));
        dre(MANY, tells);
        handWritten(MANY, tells);
      }
    }
    rows.add(
        Row.of(
            "time of a step whose Job is instant, median",
            "ms",
            dreStep.median(),
            handWrittenStep.median()));
    long others =
        all.entrySet().stream()
            .filter(e -> !ALLOWED.contains(e.getKey()))
            .mapToLong(e -> e.getValue())
            .sum();
    rows.add(
        Row.alone("activities that are neither step, delivery nor probe", "", (double) others)
            .atMost(0));
    all.forEach(
        (type, count) ->
            rows.add(Row.alone("  " + type + " in two operations of 15 steps", "", count)));
    return rows;
  }

  private HistoryCost dre(int steps, boolean tells) {
    var request =
        BenchConfiguration.request(
            bench.configuration().steps(steps), "cost" + runs++, tells ? List.of(SINK) : List.of());
    long began = System.nanoTime();
    var started = bench.server().operations().start(request, request.plan().datastore().cluster());
    var client = bench.server().client();
    String id = OperationIds.workflowId(request.plan().datastore().name());
    var result = client.newUntypedWorkflowStub(id).getResult(OperationResult.class);
    dreStep.add(Duration.ofNanos((System.nanoTime() - began) / steps));
    if (!(started instanceof Operations.Started.Running) || result.took().size() != steps) {
      throw new IllegalStateException("%s, %s".formatted(started, result));
    }
    return HistoryCost.of(client, id);
  }

  private HistoryCost handWritten(int steps, boolean tells) {
    var plan = bench.configuration().steps(steps);
    var run =
        new HandWrittenRun(
            "cost-" + runs++, jobs(BenchConfiguration.request(plan, "x", List.of())), false, tells);
    long began = System.nanoTime();
    HandWrittenWorker.begin(bench.server().client(), run);
    var client = bench.server().client();
    client.newUntypedWorkflowStub(run.name()).getResult(Void.class);
    handWrittenStep.add(Duration.ofNanos((System.nanoTime() - began) / steps));
    return HistoryCost.of(client, run.name());
  }

  /** The same Jobs that the operation would run. */
  static List<JobRequest> jobs(OperationRequest request) {
    Plan plan = request.plan();
    return plan.steps().stream()
        .map(
            step ->
                new JobRequest(
                    "dre-%s-%s".formatted(request.id(), step.id().value()),
                    request.id() + "/" + step.id().value(),
                    request.id(),
                    plan.datastore().name(),
                    step.action().jobBehind().orElseThrow(),
                    "step",
                    new TreeMap<>()))
        .toList();
  }

  private static int sum(HistoryCost cost) {
    return cost.activities().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static double perStep(long difference) {
    return (double) difference / (MANY - FEW);
  }
}
