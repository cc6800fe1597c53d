package dev.dre.toolbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A database of its own on the source, and the programs that keep it well. */
record Database(Migration made) {

  static Database of(Servers servers) {
    return new Database(Migration.ofTwoTables(servers));
  }

  /** With one of everything. */
  static Database full(Servers servers) {
    return new Database(Migration.of(servers));
  }

  Sql sql() {
    return made.source();
  }

  String suffix() {
    return made.schema().substring("dre_".length());
  }

  String role() {
    return made.role();
  }

  Run run(String program, Map<String, String> more, String... arguments) {
    return start(program, more, arguments).end();
  }

  Migration.Running start(String program, Map<String, String> more, String... arguments) {
    var environment = new TreeMap<String, String>();
    environment.putAll(server("DB", made.servers().source().port(), made.database()));
    environment.putAll(server("CHECK", made.servers().target().port(), made.database()));
    environment.putAll(more);
    return made.start(Path.of("bin", program).toAbsolutePath(), environment, arguments);
  }

  static Map<String, String> server(String prefix, int port, String database) {
    return Map.of(
        prefix + "_HOST",
        "127.0.0.1",
        prefix + "_PORT",
        Integer.toString(port),
        prefix + "_DATABASE",
        database,
        prefix + "_USER",
        "postgres",
        prefix + "_PASSWORD",
        Servers.PASSWORD);
  }
}
