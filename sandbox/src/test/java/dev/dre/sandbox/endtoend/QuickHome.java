package dev.dre.sandbox.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a sandbox reads of the project, with shorter waits in its runbooks: a guard that looks every
 * half minute makes a test long, not strict. The demo plays them as they ship.
 */
final class QuickHome {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  /** Each folder, and where it is put; the trials have runbooks and commands of their own. */
  private static final Map<String, String> READ =
      Map.of(
          "config/example", "config/example",
          "config/runbooks", "config/runbooks",
          "sandbox/runbooks", "sandbox/runbooks",
          "sandbox/src/test/trials/runbooks", "config/runbooks",
          "workflows/toolbox/bin", "workflows/toolbox/bin",
          "sandbox/src/test/trials/bin", "workflows/toolbox/bin",
          "workflows/toolbox/lib", "workflows/toolbox/lib");

  /** How often is looked (a Job each time, so not oftener), and how long is waited. */
  private static final Map<Pattern, String> WAITS =
      Map.of(
          Pattern.compile("\\bevery: (10|15|30)s\\b"), "every: 5s",
          Pattern.compile("\\bfor: (10s|30s|5m|15m)\\b"), "for: 5s",
          Pattern.compile("\\bdefault: 24h\\b"), "default: 5s");

  /** Where nobody is at a chat, whoever reaches Temporal may say yes for a staging datastore. */
  private static final String STAGING =
      """
      approvals:
        - name: staging
          environment: [staging]
          risk: high
          require: 1
          from: [group:dre, break-glass]
          exclude: [requester]
          comment: optional
          expire: 4h
      """;

  private QuickHome() {}

  /** Where the project is, as it is. */
  static Path project() {
    return PROJECT;
  }

  /** Writes it to {@code folder}. */
  static Path write(Path folder) throws IOException {
    for (var part : READ.entrySet()) {
      copy(PROJECT.resolve(part.getKey()), folder.resolve(part.getValue()));
    }
    for (var runbook : DocumentedRunbooks.read(PROJECT.resolve("docs/runbooks.md")).entrySet()) {
      // Nothing on this machine has a certificate.
      Files.writeString(
          folder.resolve("sandbox/runbooks/%s.yaml".formatted(runbook.getKey())),
          runbook.getValue().replace("https:", "http:"));
    }
    for (String runbooks : List.of("config/runbooks", "sandbox/runbooks")) {
      for (Path file : files(folder.resolve(runbooks))) {
        Files.writeString(file, shortened(Files.readString(file)));
      }
    }
    Path approvals = folder.resolve("config/example/approvals.yaml");
    Files.writeString(approvals, Files.readString(approvals).replace("approvals:\n", STAGING));
    return folder;
  }

  private static String shortened(String runbook) {
    String shorter = runbook;
    for (var wait : WAITS.entrySet()) {
      shorter = wait.getKey().matcher(shorter).replaceAll(wait.getValue());
    }
    return shorter;
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(
          file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
