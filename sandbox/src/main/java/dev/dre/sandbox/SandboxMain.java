package dev.dre.sandbox;

import dev.dre.config.ConfigurationException;
import dev.dre.sandbox.demo.Demo;
import dev.dre.sandbox.demo.DemoState;
import dev.dre.sandbox.slack.SlackStandIn;
import dev.dre.servers.PortTaken;
import dev.dre.servers.ServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    description = {
      "Starts everything on this machine: a chat page, two clusters, PostgreSQL 16 and 18 with an application that writes,",
      "Temporal, the worker and the bot. Keeps its state in a folder and goes on from it the next time. Ctrl-C stops it."
    })
public final class SandboxMain implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d+)(MB|GB)");

  @SuppressWarnings("UnusedVariable") // picocli prints the page when it sees the option.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this page")
  private boolean help;

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
      description =
          "where everything is kept (default: .dre in the project's folder; a demo has a new one each time)")
  private Optional<Path> state = Optional.empty();

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
      requireParts();
      options =
          new SandboxOptions(
              home(),
              state.orElseGet(() -> home().resolve(demo ? ".dre/demo" : ".dre")),
              new Ports(portBase),
              bytes(),
              rate,
              parts(),
              terminal::progress);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    try {
      boolean ownState = demo && state.isEmpty();
      if (ownState) {
        DemoState.clear(options);
      }
      var sandbox = Sandbox.start(options);
      var stop = stopping(sandbox);
      var took = Duration.ofNanos(System.nanoTime() - began);
      terminal.line("Ready in %.1f s.".formatted(took.toMillis() / 1000.0));
      if (demo) {
        boolean held = new Demo(sandbox, terminal).play();
        sandbox.close();
        if (held && ownState) {
          DemoState.remove(options.state());
        } else {
          terminal.line("What it left is in %s.".formatted(options.state()));
        }
        return held ? 0 : 1;
      }
      whereToLook(options).forEach(terminal::line);
      stop.await();
      return 0;
    } catch (PortTaken e) {
      System.err.printf(
          "dre sandbox: %s Give the sandbox others: --port-base N moves all of them (now %d).%n",
          e.getMessage(), portBase);
      return 1;
    } catch (ConfigurationException | IllegalStateException | ServerException e) {
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

  private static List<String> whereToLook(SandboxOptions options) {
    var lines = new ArrayList<String>();
    var parts = options.parts();
    if (parts.contains(Part.SLACK)) {
      String chat = "Chat          http://127.0.0.1:%d/?as=alice".formatted(options.ports().chat());
      lines.add(
          parts.contains(Part.BOT)
              ? chat + "   in #db-ops: /dre migrate db-42 --to cluster-b"
              : chat + "   (no bot; " + botVariables(options) + ")");
      lines.add(
          "Pager         http://127.0.0.1:%d   what would have woken somebody"
              .formatted(options.ports().pager()));
    }
    if (parts.contains(Part.TEMPORAL)) {
      lines.add(
          "Temporal      http://127.0.0.1:%d   TEMPORAL_ADDRESS=127.0.0.1:%d"
              .formatted(options.ports().temporalUi(), options.ports().temporal()));
    }
    lines.add(
        "State         %s   (kubeconfig and configuration are in there)"
            .formatted(options.state()));
    lines.add("Ctrl-C stops it; the next start goes on from here.");
    return lines;
  }

  /** What {@code ./dre bot} needs to find this Slack. */
  private static String botVariables(SandboxOptions options) {
    return "SLACK_API_URL=http://127.0.0.1:%d/api/ SLACK_BOT_TOKEN=%s SLACK_APP_TOKEN=%s"
        .formatted(options.ports().chat(), SlackStandIn.BOT_TOKEN, SlackStandIn.APP_TOKEN);
  }

  private void requireParts() {
    var parts = parts();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("--without leaves nothing to start.");
    }
    if (demo && parts.size() < Part.values().length) {
      throw new IllegalArgumentException("--demo needs all parts: leave out --only and --without.");
    }
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
