package dev.dre.bench.move;

import dev.dre.servers.PgBouncer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The commands of the toolbox, as Jobs run them. */
final class Commands {

  /** What all names of the move end in. */
  static final String SUFFIX = "bench";

  private final Path program;
  private final Map<String, String> environment = new TreeMap<>();

  Commands(Ground ground) {
    program = Path.of("workflows/toolbox/bin/pg-migrate").toAbsolutePath();
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "There is no " + program + ": ./dre bench migrate runs in a clone of the project.");
    }
    environment.put("PATH", ground.target().bin() + File.pathSeparator + System.getenv("PATH"));
    environment.put("DRE_OPERATION", "migrate-app-" + SUFFIX);
    environment.put("APP_ROLES", Ground.ROLE);
    side("SOURCE", ground.source().port(), ground.pgbouncer().file("source"));
    side("TARGET", ground.target().port(), ground.pgbouncer().file("target"));
    environment.put("ROUTE_HOST", "127.0.0.1");
    environment.put("ROUTE_PORT", Integer.toString(ground.pgbouncer().port()));
    environment.put("ROUTE_DATABASE", Ground.DATABASE);
    environment.put("ROUTE_USER", PgBouncer.ADMIN);
    environment.put("ROUTE_PASSWORD", Ground.PASSWORD);
  }

  private void side(String name, int port, String file) {
    environment.put(name + "_HOST", "127.0.0.1");
    environment.put(name + "_PORT", Integer.toString(port));
    environment.put(name + "_DATABASE", Ground.DATABASE);
    environment.put(name + "_USER", "postgres");
    environment.put(name + "_PASSWORD", Ground.PASSWORD);
    environment.put(name + "_ROUTE", file);
  }

  /**
   * Runs one to its end.
   *
   * @return what it said
   * @throws IllegalStateException with its words when it fails
   */
  String run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("dre-bench-", ".out");
    try {
      var builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      int code = builder.start().waitFor();
      String said = Files.readString(output);
      if (code != 0) {
        throw new IllegalStateException(
            "pg-migrate %s ended with %d:%n%s".formatted(List.of(arguments), code, said));
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
