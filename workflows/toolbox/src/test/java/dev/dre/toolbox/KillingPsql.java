package dev.dre.toolbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A psql that kills the whole process group of the command that calls it: at its n-th call, or at a
 * line of the SQL that it is given, when everything before it has been answered.
 */
record KillingPsql(Path folder, Path programs) {

  static KillingPsql in(Path folder, Servers servers) {
    Path script = folder.resolve("psql");
    try {
      Files.writeString(
          script,
          """
          #!/usr/bin/env bash
          if [ -n "$KILL_AT_CALL" ]; then
            echo >> "$CALLS"
            [ "$(wc -l < "$CALLS")" -lt "$KILL_AT_CALL" ] || kill -KILL 0
          fi
          if [ -n "$AT_LINE" ]; then
            sed -u "s/^-- line: $AT_LINE\\$/\\\\\\\\! eval \\"\\$COMMAND\\"/" | '%1$s/psql' "$@"
          else
            exec '%1$s/psql' "$@"
          fi
          """
              .formatted(servers.target().bin()));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KillingPsql(folder, servers.target().bin());
  }

  Map<String, String> atCall(int number) {
    try {
      Path calls = Files.createTempFile(folder, "calls", "");
      return Map.of(
          "PATH", path(), "KILL_AT_CALL", Integer.toString(number), "CALLS", calls.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> atLine(String name) {
    return atLine(name, "kill -KILL 0");
  }

  /**
   * Runs a shell command instead, with the environment that leads psql to the server of that line.
   */
  Map<String, String> atLine(String name, String command) {
    return Map.of("PATH", path(), "AT_LINE", name, "COMMAND", command);
  }

  private String path() {
    return String.join(
        File.pathSeparator, folder.toString(), programs.toString(), System.getenv("PATH"));
  }
}
