package dev.dre.sandbox.clusters.kubelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be confused with a later one that was given the same id.
 *
 * @param start when it started, in words that only mean something on this machine since it was
 *     booted
 */
record ProcessIdentity(long pid, String start) {

  static Optional<ProcessIdentity> of(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(h -> start(h).map(s -> new ProcessIdentity(pid, s)));
  }

  static ProcessIdentity parse(String line) {
    String[] parts = line.split(" ", 2);
    return new ProcessIdentity(Long.parseLong(parts[0]), parts.length == 2 ? parts[1] : "");
  }

  String line() {
    return pid + " " + start;
  }

  boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  // The clock may be set while the process runs; ticks since boot do not move.
  private static Optional<String> start(ProcessHandle process) {
    var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.exists(stat)) {
      return process.info().startInstant().map(Object::toString);
    }
    try {
      String content = Files.readString(stat);
      // The second field is the program's name in parentheses, which may hold anything.
      String[] fields = content.substring(content.lastIndexOf(')') + 2).split(" ", -1);
      boolean zombie = fields[0].equals("Z");
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return zombie ? Optional.empty() : Optional.of(boot + ":" + fields[19]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
