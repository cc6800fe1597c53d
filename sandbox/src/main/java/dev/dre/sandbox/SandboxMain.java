package dev.dre.sandbox;

import dev.dre.config.ConfigurationException;
import dev.dre.sandbox.demo.Demo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dre sandbox}. */
@Command(
    name = "dre sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Starts everything on this machine: a chat page, two clusters, PostgreSQL 16 and 18 with an application that writes,",
      "Temporal, the worker and the bot. Keeps its state in a folder and goes on from it the next time. Ctrl-C stops it."
    })
public final class SandboxMain implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d+)(MB|GB)");

  @Option(
      names = "--demo",
      description = "play a migration and an abort, check both, and end with 0 only if all held")
  private boolean demo;

  @Option(
      names = "--size",
      paramLabel = "N(MB|GB)",
      description = "how much data db-42 gets when it is made (default: ${DEFAULT-VALUE})",
      defaultValue = "1GB")
  private String size = "1GB";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "transactions a second that each application writes (default: ${DEFAULT-VALUE})",
      defaultValue = "250")
  private int rate = 250;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where everything is kept (default: .dre in the project's folder)")
  private Path state = home().resolve(".dre");

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "the chat page's port; the others follow it (default: ${DEFAULT-VALUE})",
      defaultValue = "7400")
  private int portBase = Ports.DEFAULT_BASE;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "start these parts only: slack, clusters, temporal, postgres, worker, bot, load")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "PART",
      description =
          "leave these parts out, for example to run ./dre bot and ./dre worker beside it")
  private List<String> without = new ArrayList<>();

  public static void main(String[] args) {
    System.exit(new CommandLine(new SandboxMain()).execute(args));
  }

  /** The launcher says where the project is. */
  private static Path home() {
    return Path.of(System.getProperty("dre.home", ".")).toAbsolutePath().normalize();
  }

  @Override
  public Integer call() throws Exception {
    long began = System.nanoTime();
    Terminal terminal = new Terminal(System.out, Boolean.getBoolean("dre.terminal"));
    SandboxOptions options;
    try {
      options =
          new SandboxOptions(
              home(), state, new Ports(portBase), bytes(), rate, parts(), terminal::progress);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    try {
      var sandbox = Sandbox.start(options);
      var stop = stopping(sandbox);
      var took = Duration.ofNanos(System.nanoTime() - began);
      terminal.line("Ready in %.1f s.".formatted(took.toMillis() / 1000.0));
      if (demo) {
        return new Demo(sandbox, terminal).play() ? 0 : 1;
      }
      terminal.line(whereToLook(options));
      stop.await();
      return 0;
    } catch (ConfigurationException | IllegalStateException e) {
      System.err.println("dre sandbox: " + e.getMessage());
      return 1;
    }
  }

  private static CountDownLatch stopping(Sandbox sandbox) {
    var stop = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  stop.countDown();
                }));
    return stop;
  }

  private static String whereToLook(SandboxOptions options) {
    return """
        Chat          http://127.0.0.1:%d/?as=alice   in #db-ops: /dre migrate db-42 --to cluster-b
        Temporal      http://127.0.0.1:%d
        State         %s   (kubeconfig and configuration are in there)
        Ctrl-C stops it; the next start goes on from here."""
        .formatted(options.ports().chat(), options.ports().temporalUi(), options.state());
  }

  private long bytes() {
    Matcher matcher = SIZE.matcher(size.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--size \"%s\" should be a number with MB or GB, for example 200MB.".formatted(size));
    }
    long unit = matcher.group(2).equals("GB") ? 1_000_000_000L : 1_000_000L;
    return Long.parseLong(matcher.group(1)) * unit;
  }

  private Set<Part> parts() {
    Set<Part> parts =
        only.isEmpty()
            ? EnumSet.allOf(Part.class)
            : EnumSet.copyOf(only.stream().map(SandboxMain::part).toList());
    without.forEach(name -> parts.remove(part(name)));
    return parts;
  }

  private static Part part(String name) {
    return Arrays.stream(Part.values())
        .filter(p -> p.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no part \"%s\". Parts: %s."
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(Part.values())
                                    .map(p -> p.name().toLowerCase(Locale.ROOT))
                                    .toList()))));
  }
}
