package dev.dre.bench;

import dev.dre.bench.handwritten.HandWrittenWorker;
import dev.dre.config.Cluster;
import dev.dre.worker.OperationWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The process that is measured and killed. Answers a line on its input with what it takes. */
final class ParkedWorker {

  static final String READY = "ready";
  static final String DRE = "dre";

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGABYTE = 1 << 20;

  private ParkedWorker() {}

  /** Address of Temporal; which side; how many hand-written workflows stay in memory. */
  public static void main(String[] args) throws IOException {
    var stubs = BenchServer.connect(args[0]);
    var client = BenchServer.client(stubs);
    var cluster = new InstantGateway();
    AutoCloseable worker =
        args[1].equals(DRE)
            ? OperationWorker.start(
                client,
                List.of(new Cluster("cluster-a", "dre-jobs", "dre-jobs", Optional.empty())),
                true,
                new TreeMap<>(),
                Optional.empty(),
                ignored -> cluster)
            : HandWrittenWorker.start(client, cluster, Integer.parseInt(args[2]), (w, t) -> {});
    System.out.println(READY + " " + worker.getClass().getSimpleName());
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (input.readLine() != null) {
      System.out.println(measured());
    }
    System.exit(0);
  }

  private static String measured() throws IOException {
    System.gc();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    return "%f %f %d".formatted(heap, residentMegabytes(), threads);
  }

  /** 0 where the system does not say it like Linux. */
  private static double residentMegabytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
