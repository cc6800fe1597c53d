package dev.dre.sandbox;

import dev.dre.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code config/example} with the addresses of this sandbox in it. */
final class SandboxConfiguration {

  private final Path home;
  private final Path folder;
  private final Ports ports;

  SandboxConfiguration(Path home, Path folder, Ports ports) {
    this.home = home;
    this.folder = folder;
    this.ports = ports;
  }

  /** Writes it anew, and reads it back. */
  Configuration write(Path kubeconfig, String toolboxImage) {
    try {
      Files.createDirectories(folder);
      for (Path file : files(home.resolve("config/example"))) {
        String text = Files.readString(file);
        text = text.replace("~/.kube/config", kubeconfig.toString());
        text = text.replace("../runbooks", home.resolve("config/runbooks") + ", runbooks");
        text = text.replaceAll("(toolbox: ).*", "$1" + toolboxImage);
        if (file.endsWith("settings.yaml")) {
          text +=
              "\nnotify: { webhook: { url: \"http://127.0.0.1:%d/\" } }\nhttp: { \"%s\": {} }\n"
                  .formatted(ports.pager(), statusPage());
        }
        Files.writeString(folder.resolve(file.getFileName()), addresses(text));
      }
      Path runbooks = Files.createDirectories(folder.resolve("runbooks"));
      for (Path file : files(home.resolve("sandbox/runbooks"))) {
        Files.writeString(
            runbooks.resolve(file.getFileName()),
            Files.readString(file).replace("status.example", statusPage()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Configuration.load(folder);
  }

  private String statusPage() {
    return "127.0.0.1:" + ports.statusPage();
  }

  private String addresses(String text) {
    String changed = text;
    for (var datastore : Sandbox.DATASTORES) {
      for (var where : Sandbox.placesOf(datastore)) {
        String name = where.value().substring("cluster-".length());
        changed =
            changed.replace(
                "host: %s.%s.example, port: 5432".formatted(datastore, name),
                "host: 127.0.0.1, port: %d".formatted(ports.postgres(datastore, where)));
      }
    }
    return changed;
  }

  private static List<Path> files(Path example) throws IOException {
    try (Stream<Path> all = Files.list(example)) {
      return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
