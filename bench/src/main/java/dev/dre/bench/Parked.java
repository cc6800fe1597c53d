package dev.dre.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Many operations that wait for an approval, on one worker, which is killed. */
final class Parked {

  private static final int OPERATIONS = 1_000;
  private static final int APPROVED = 200;
  private static final int SAMPLE = 10;
  private static final int AT_ONCE = 16;
  private static final int SAID_EVERY = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final double HEAP_MEGABYTES = 1_024;
  private static final double MILLIS = 1_000;

  private final Bench bench;
  private final int operations;

  Parked(Bench bench) {
    this.bench = bench;
    this.operations = bench.size().orElse(OPERATIONS);
  }

  /** What was measured of one side. */
  private record Measured(
      double startSeconds,
      ParkedProcess.Taken parked,
      double answerSeconds,
      ParkedProcess.Taken answered,
      int answers,
      Samples approvals) {}

  List<Row> run() throws IOException, InterruptedException, ExecutionException {
    var client = bench.server().client();
    var plan = bench.configuration().gated();
    var dre = measure(ParkedSide.dre(client, plan));
    var byHand =
        measure(
            ParkedSide.handWritten(client, BenchConfiguration.request(plan, "by-hand", List.of())));
    String of = " of %d parked operations".formatted(operations);
    return List.of(
        Row.of("start" + of, "s", dre.startSeconds, byHand.startSeconds),
        Row.of("heap after GC" + of, "MB", dre.parked.heap(), byHand.parked.heap())
            .atMost(HEAP_MEGABYTES),
        Row.of("RSS" + of, "MB", dre.parked.resident(), byHand.parked.resident()),
        Row.of("threads" + of, "", dre.parked.threads(), byHand.parked.threads()),
        Row.of("kill -9 until all have answered", "s", dre.answerSeconds, byHand.answerSeconds),
        Row.of("did not answer after kill -9", "", operations - dre.answers, 0).atMost(0),
        Row.of("heap after GC, all answered", "MB", dre.answered.heap(), byHand.answered.heap())
            .atMost(HEAP_MEGABYTES),
        Row.of("RSS, all answered", "MB", dre.answered.resident(), byHand.answered.resident()),
        Row.of(
            "approval of a parked operation, median",
            "ms",
            dre.approvals.median(),
            byHand.approvals.median()),
        Row.of(
            "approval of a parked operation, p99",
            "ms",
            dre.approvals.percentile(99),
            byHand.approvals.percentile(99)));
  }

  private Measured measure(ParkedSide side)
      throws IOException, InterruptedException, ExecutionException {
    var answers = new AtomicInteger();
    var approvals = new Samples();
    var worker = launch(side);
    try {
      double startSeconds = all(side, "started", operations, side::start);
      // A part of them tells that the worker has seen all.
      all(
          side,
          "asked",
          Math.max(1, operations / SAMPLE),
          number -> untilItWaits(side, operations - 1 - number));
      var parked = worker.measure();
      worker.kill();
      long killed = System.nanoTime();
      worker = launch(side);
      all(
          side,
          "asked after kill -9",
          operations,
          number -> {
            untilItWaits(side, number);
            answers.incrementAndGet();
          });
      double answerSeconds = seconds(System.nanoTime() - killed);
      var answered = worker.measure();
      int approved = Math.min(APPROVED, operations);
      // Spread over all, one at a time: what one person waits for.
      for (int i = 0; i < approved; i++) {
        var approval = side.approval(i * (operations / approved));
        long began = System.nanoTime();
        approval.run();
        approvals.add(Duration.ofNanos(System.nanoTime() - began));
      }
      var measured =
          new Measured(startSeconds, parked, answerSeconds, answered, answers.get(), approvals);
      bench.says().accept("parked: %s: %s".formatted(side.name(), measured));
      return measured;
    } finally {
      worker.close();
    }
  }

  private ParkedProcess launch(ParkedSide side) throws IOException {
    return ParkedProcess.start(
        bench.server().address(), side.name(), operations, bench.folder().resolve("worker.log"));
  }

  /** Seconds that it took. */
  private double all(ParkedSide side, String what, int count, IntConsumer act)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    var done = new AtomicInteger();
    var work = new ArrayList<Future<?>>();
    try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < count; i++) {
        int number = i;
        work.add(
            executor.submit(
                () -> {
                  act.accept(number);
                  int now = done.incrementAndGet();
                  if (now % SAID_EVERY == 0) {
                    bench.says().accept("parked: %s: %s %d".formatted(side.name(), what, now));
                  }
                }));
      }
      for (Future<?> one : work) {
        one.get();
      }
    }
    return seconds(System.nanoTime() - began);
  }

  /** Asks again while nobody answers, as a bot does. */
  private static void untilItWaits(ParkedSide side, int number) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (side.waits(number)) {
          return;
        }
      } catch (RuntimeException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("operation %d does not wait".formatted(number));
      }
    }
  }

  private static double seconds(long nanos) {
    return Duration.ofNanos(nanos).toMillis() / MILLIS;
  }
}
