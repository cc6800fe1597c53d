package dev.dre.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a Temporal development server is started with.
 *
 * @param program the Temporal command line, see {@link Binaries#temporal}
 * @param folder where its log, its process number and its database are kept
 * @param port where it listens on 127.0.0.1
 * @param uiPort where its web page is; empty for none
 * @param inMemory whether everything is forgotten when it stops
 * @param searchAttributes names to types, as {@code Keyword}
 */
public record TemporalSettings(
    Path program,
    Path folder,
    int port,
    OptionalInt uiPort,
    boolean inMemory,
    Map<String, String> searchAttributes) {

  public TemporalSettings {
    folder = folder.toAbsolutePath().normalize();
    searchAttributes = Map.copyOf(searchAttributes);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  Optional<Path> database() {
    return inMemory ? Optional.empty() : Optional.of(folder.resolve("temporal.db"));
  }

  Path log() {
    return folder.resolve("temporal.log");
  }

  Path pidFile() {
    return folder.resolve("temporal.pid");
  }

  /** The arguments of the server's process; the same settings always give the same. */
  List<String> arguments() {
    List<String> all = new ArrayList<>(List.of("server", "start-dev", "--ip", "127.0.0.1"));
    all.addAll(List.of("--port", Integer.toString(port), "--log-level", "warn"));
    uiPort.ifPresentOrElse(
        ui -> all.addAll(List.of("--ui-ip", "127.0.0.1", "--ui-port", Integer.toString(ui))),
        () -> all.add("--headless"));
    database()
        .ifPresent(
            file -> {
              all.addAll(List.of("--db-filename", file.toString()));
              // The default journal halves the throughput.
              all.addAll(List.of("--sqlite-pragma", "journal_mode=WAL"));
              all.addAll(List.of("--sqlite-pragma", "synchronous=NORMAL"));
            });
    new TreeMap<>(searchAttributes)
        .forEach((name, type) -> all.addAll(List.of("--search-attribute", name + "=" + type)));
    return List.copyOf(all);
  }
}
