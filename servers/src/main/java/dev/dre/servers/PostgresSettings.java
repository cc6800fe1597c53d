package dev.dre.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a PostgreSQL server is started with.
 *
 * @param bin the folder of its programs, see {@link Binaries#postgres}
 * @param folder its data, made when it is not there
 * @param port where it listens on 127.0.0.1
 * @param password of the superuser {@code postgres}; counts only when the folder is made
 * @param configuration over the defaults of postgresql.conf
 */
public record PostgresSettings(
    Path bin, Path folder, int port, String password, Map<String, String> configuration) {

  public PostgresSettings {
    folder = folder.toAbsolutePath().normalize();
    configuration = Map.copyOf(configuration);
  }

  /** The configuration file; TCP only, because the path of a socket may be too long. */
  String asFile() {
    SortedMap<String, String> lines = new TreeMap<>(configuration);
    lines.put("listen_addresses", "127.0.0.1");
    lines.put("port", Integer.toString(port));
    lines.put("unix_socket_directories", "");
    var text = new StringBuilder();
    lines.forEach(
        (name, value) ->
            text.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
    return text.toString();
  }
}
