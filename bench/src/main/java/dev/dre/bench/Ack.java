package dev.dre.bench;

import dev.dre.sandbox.slack.SlackStandIn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How long Slack waits for an acknowledgement, at 100 commands a second. */
final class Ack {

  private static final int COMMANDS = 1_000;
  private static final int WARM_UP = 200;
  private static final int BLOCKS = 2;
  private static final Duration BETWEEN = Duration.ofMillis(10);

  private final Bench bench;
  private final AtomicInteger missing = new AtomicInteger();

  Ack(Bench bench) {
    this.bench = bench;
  }

  List<Row> run() throws Exception {
    var dre = new Samples();
    var byHand = new Samples();
    int commands = bench.size().orElse(COMMANDS);
    try (var inSlack = InSlack.start(bench)) {
      // Something to list.
      inSlack.playDre();
      send(inSlack.ofDre(), WARM_UP, new Samples());
      send(inSlack.ofHandWritten(), WARM_UP, new Samples());
      missing.set(0);
      for (int block = 0; block < BLOCKS; block++) {
        bench.says().accept("ack: block %d of %d".formatted(block + 1, BLOCKS));
        send(inSlack.ofDre(), commands / BLOCKS, dre);
        send(inSlack.ofHandWritten(), commands / BLOCKS, byHand);
      }
    }
    return List.of(
        Row.of("ack at 100 commands/s, median", "ms", dre.median(), byHand.median()),
        Row.of("ack at 100 commands/s, p99", "ms", dre.percentile(99), byHand.percentile(99))
            .atMost(50),
        Row.of("ack at 100 commands/s, slowest", "ms", dre.percentile(100), byHand.percentile(100)),
        Row.alone("commands without an ack", "", missing.get()).atMost(0));
  }

  private void send(SlackStandIn slack, int commands, Samples samples) {
    var person = slack.person("alice");
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      long next = System.nanoTime();
      for (int i = 0; i < commands; i++) {
        executor.execute(
            () -> {
              var answer = person.says("db-ops", "/dre help");
              if (answer.ok()) {
                samples.add(answer.ackedAfter());
              } else {
                missing.incrementAndGet();
              }
            });
        next += BETWEEN.toNanos();
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }
}
