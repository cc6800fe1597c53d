package dev.dre.bench;

import dev.dre.bench.move.Move;
import dev.dre.servers.Folders;
import dev.dre.servers.PgBouncer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dre bench}. */
@Command(
    name = "dre bench",
    description = {
      "Measures what dre costs, beside hand-written workflows on the same Temporal server in the same run.",
      "Starts what it needs, and ends it. Ends with 0 unless something could not be measured:",
      "a slow machine is no failure. Ratios of one run can be compared, times of different machines cannot."
    })
public final class BenchMain implements Callable<Integer> {

  /** What can be measured. */
  enum What {
    cost,
    click,
    command,
    ack,
    parked,
    history,
    migrate,
    all
  }

  @SuppressWarnings("UnusedVariable") // picocli prints the page when it sees the option.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this page")
  private boolean help;

  @Parameters(
      arity = "0..1",
      paramLabel = "WHAT",
      description = {
        "cost: history events, bytes and activities per step;",
        "click: from the click on Approve to the start of the next step;",
        "command: from the command to the first message;",
        "ack: acknowledgements at 100 commands/s;",
        "parked: operations that wait, on one worker, which is killed;",
        "history: searches in an operation of many events;",
        "migrate: a database is moved under writes, beside plain replication (needs pgbouncer, and five times its size on the disk);",
        "all: each of them but migrate (default)"
      })
  private What what = What.all;

  @Option(
      names = "--size",
      paramLabel = "N",
      description =
          "rounds of cost (5), click and command (30); commands of ack (1000); operations of parked (1000);"
              + " events of history (20000); megabytes of migrate (1000)")
  private @Nullable Integer size;

  @Option(names = "--json", description = "the numbers for programs")
  private boolean json;

  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (size != null && size < 1) {
      System.err.println("dre bench: --size has to be at least 1");
      return CommandLine.ExitCode.USAGE;
    }
    if (what == What.migrate && PgBouncer.program().isEmpty()) {
      System.err.println(
          "dre bench: there is no pgbouncer on the PATH. Install it (Debian: apt-get install pgbouncer) and try again.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    Path folder = Files.createTempDirectory("dre-bench");
    if (what == What.migrate) {
      print(move(folder));
      return CommandLine.ExitCode.OK;
    }
    var server = BenchServer.start(folder.resolve("temporal"), BenchMain::progress);
    // Ctrl-C ends here too: nothing is left behind.
    var cleaning =
        new Thread(
            () -> {
              server.close();
              delete(folder);
            });
    Runtime.getRuntime().addShutdownHook(cleaning);
    var rows =
        measure(
            new Bench(
                folder,
                server,
                BenchConfiguration.in(folder.resolve("config")),
                size == null ? OptionalInt.empty() : OptionalInt.of(size),
                BenchMain::progress));
    print(rows);
    return CommandLine.ExitCode.OK;
  }

  private void print(List<Row> rows) {
    System.out.print(json ? Table.json(rows) + "\n" : Table.text(rows));
  }

  private List<Row> move(Path folder) throws Exception {
    var move = new Move(folder, size == null ? 0 : size, BenchMain::progress);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  move.close();
                  delete(folder);
                }));
    return move.run();
  }

  private List<Row> measure(Bench bench) throws Exception {
    var rows = new ArrayList<Row>();
    if (wants(What.cost)) {
      rows.addAll(new Cost(bench).run());
    }
    if (wants(What.click) || wants(What.command)) {
      var measured = new Clicks(bench).run();
      if (wants(What.click)) {
        rows.addAll(measured.click());
      }
      if (wants(What.command)) {
        rows.addAll(measured.command());
      }
    }
    if (wants(What.ack)) {
      rows.addAll(new Ack(bench).run());
    }
    if (wants(What.parked)) {
      rows.addAll(new Parked(bench).run());
    }
    if (wants(What.history)) {
      rows.addAll(new LongHistory(bench).run());
    }
    return rows;
  }

  private boolean wants(What one) {
    return what == one || what == What.all;
  }

  private static void progress(String text) {
    System.err.println("  " + text);
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println("dre bench: cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
