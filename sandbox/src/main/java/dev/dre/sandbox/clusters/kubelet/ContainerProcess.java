package dev.dre.sandbox.clusters.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a container. It belongs to nobody but itself: it has its own session, writes to
 * files, and a wrapper around it writes down how it ended, so that it goes on when the sandbox is
 * killed and is found again by the next one.
 */
final class ContainerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerProcess.class);

  /**
   * Arguments: where to write the exit code, where the pid is, and the command. The shell's own
   * remarks ("Killed") are kept out of the container's log. Whatever the process left behind in its
   * group dies with it, as everything in a container dies with its first process.
   */
  private static final String AROUND =
      "exec 3>&2 2>/dev/null; (shift 2; exec \"$@\" 2>&3 3>&-); code=$?;"
          + " read -r group < \"$2\" && kill -s KILL -- \"-$group\"; echo \"$code\" > \"$1\"";

  private static final String INSIDE = "echo \"$$\" > \"$0\"; exec \"$@\"";

  /** How it is with the process. */
  sealed interface State {
    record Running() implements State {}

    record Exited(int code) implements State {}

    /** It is gone and nobody wrote down how: the machine was restarted, or the wrapper killed. */
    record Vanished() implements State {}
  }

  private final PodFolder folder;

  private ContainerProcess(PodFolder folder) {
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param command what to run, found already
   * @param environment all of it
   */
  static ContainerProcess launch(
      PodFolder folder, List<String> command, Map<String, String> environment, Path workFolder)
      throws IOException {
    var session = newSession();
    var line = new ArrayList<>(session);
    line.addAll(List.of("/bin/sh", "-c", AROUND, "sh"));
    line.add(folder.exit().toString());
    line.add(folder.pid().toString());
    line.addAll(session);
    line.addAll(List.of("/bin/sh", "-c", INSIDE, folder.pid().toString()));
    line.addAll(command);
    var builder = new ProcessBuilder(line).directory(workFolder.toFile()).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(folder.log().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var wrapper = builder.start();
    ProcessIdentity.of(wrapper.pid())
        .ifPresent(i -> PodFolder.writeLine(folder.wrapper(), i.line()));
    return new ContainerProcess(folder);
  }

  /** One that this or an earlier sandbox started. */
  static ContainerProcess adopt(PodFolder folder) {
    return new ContainerProcess(folder);
  }

  State state() {
    if (exitCode().isPresent()) {
      return new State.Exited(exitCode().get());
    }
    if (main().isPresent() || wrapperIsAlive()) {
      return new State.Running();
    }
    // Both may have ended since the first look.
    return exitCode().<State>map(State.Exited::new).orElseGet(State.Vanished::new);
  }

  /**
   * Asks it to end. A program that has no handler for the signal is not asked: as the first process
   * of a container it would not notice either.
   *
   * @return whether it was asked
   */
  boolean terminate() {
    var main = main();
    if (main.isEmpty() || !handlesTermination(main.get().pid())) {
      return false;
    }
    ProcessHandle.of(main.get().pid()).ifPresent(ProcessHandle::destroy);
    return true;
  }

  /** Ends it and everything that it started. */
  void kill() {
    main()
        .ifPresent(
            main -> {
              var descendants =
                  ProcessHandle.of(main.pid()).stream()
                      .flatMap(ProcessHandle::descendants)
                      .toList();
              signalGroup(main.pid());
              descendants.forEach(ProcessHandle::destroyForcibly);
            });
  }

  boolean hasExited() {
    return exitCode().isPresent();
  }

  private Optional<Integer> exitCode() {
    return PodFolder.line(folder.exit()).map(Integer::valueOf);
  }

  private Optional<ProcessIdentity> main() {
    var known = PodFolder.line(folder.identity()).map(ProcessIdentity::parse);
    if (known.isEmpty()) {
      known = PodFolder.line(folder.pid()).flatMap(pid -> ProcessIdentity.of(Long.parseLong(pid)));
      known.ifPresent(i -> PodFolder.writeLine(folder.identity(), i.line()));
    }
    return known.filter(ProcessIdentity::isAlive);
  }

  private boolean wrapperIsAlive() {
    return PodFolder.line(folder.wrapper())
        .map(ProcessIdentity::parse)
        .filter(ProcessIdentity::isAlive)
        .isPresent();
  }

  /** Linux says which signals a process handles; elsewhere every process is asked. */
  private static boolean handlesTermination(long pid) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return true;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(l -> l.startsWith("SigCgt:"))
          .map(l -> Long.parseUnsignedLong(l.substring(7).strip(), 16))
          .anyMatch(caught -> (caught & (1L << (15 - 1))) != 0);
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  private static void signalGroup(long group) {
    try {
      int code =
          new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"-$0\"", Long.toString(group))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      LOG.debug("killed group {}: {}", group, code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // macOS has no setsid, but has perl.
  private static List<String> newSession() {
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid", "/usr/local/bin/setsid")) {
      if (Files.isExecutable(Path.of(setsid))) {
        return List.of(setsid);
      }
    }
    return List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or exit 127");
  }
}
