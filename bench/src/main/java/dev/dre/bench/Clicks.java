package dev.dre.bench;

import java.util.ArrayList;
import java.util.List;

/** From the approval to the next step, and from the command to the first message. */
final class Clicks {

  private static final int WARM_UP = 5;
  private static final int ROUNDS = 30;

  private final Bench bench;

  Clicks(Bench bench) {
    this.bench = bench;
  }

  /** What was measured of either side. */
  record Measured(List<Row> click, List<Row> command) {}

  Measured run() throws Exception {
    var dreClick = new Samples();
    var handClick = new Samples();
    var clusterClick = new Samples();
    var dreCommand = new Samples();
    var handCommand = new Samples();
    var dreParts = new ClickParts();
    var clusterParts = new ClickParts();
    int rounds = bench.size().orElse(ROUNDS);
    try (var inSlack = InSlack.start(bench)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        var dre = inSlack.playDre();
        var ofDre = inSlack.historyOfDre();
        var byHand = inSlack.playHandWritten("round-" + (round + WARM_UP));
        var withCluster = inSlack.playHandWritten(InSlack.WITH_CLUSTER + (round + WARM_UP));
        var ofCluster = inSlack.historyOfHandWritten();
        if (round >= 0) {
          clusterClick.add(withCluster.clickToStep());
          dreParts.add(ofDre, "submitJob", dre);
          clusterParts.add(ofCluster, "Step", withCluster);
          dreClick.add(dre.clickToStep());
          handClick.add(byHand.clickToStep());
          dreCommand.add(dre.commandToMessage());
          handCommand.add(byHand.commandToMessage());
        }
        if (round % 5 == 0) {
          bench.says().accept("click and command: round %d of %d".formatted(round, rounds));
        }
      }
    }
    var click = new ArrayList<Row>();
    click.addAll(
        List.of(
            Row.of(
                    "approve click to start of the next step, median",
                    "ms",
                    dreClick.median(),
                    handClick.median())
                .atMostTimes(1.2),
            Row.of(
                    "the same, hand-written with a task queue per cluster",
                    "ms",
                    dreClick.median(),
                    clusterClick.median())
                .atMostTimes(1.2),
            Row.of(
                "approve click to start of the next step, p99",
                "ms",
                dreClick.percentile(99),
                handClick.percentile(99))));
    click.addAll(dreParts.beside(clusterParts));
    return new Measured(
        click,
        List.of(
            Row.of(
                "command to first message, median",
                "ms",
                dreCommand.median(),
                handCommand.median()),
            Row.of(
                "command to first message, p99",
                "ms",
                dreCommand.percentile(99),
                handCommand.percentile(99))));
  }
}
