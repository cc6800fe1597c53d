package dev.dre.sandbox.clusters.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a container runs. */
final class ContainerCommand {
  private ContainerCommand() {}

  /** Empty when neither the pod nor the image names a command. */
  static List<String> of(
      Container container, ImageContents image, Mounts mounts, Map<String, String> environment) {
    var line =
        new ArrayList<>(
            container.getCommand().isEmpty() ? image.entrypoint() : container.getCommand());
    line.addAll(container.getArgs());
    line.replaceAll(word -> mounts.translate(Variables.expand(word, environment)));
    return line;
  }

  /**
   * Finds the program as a container runtime does: in the container's own PATH.
   *
   * @return why it cannot be run, in the words of a runtime; empty when it can
   */
  static Optional<String> problem(String program, Map<String, String> environment) {
    String create =
        "failed to create containerd task: failed to create shim task: OCI runtime create failed:"
            + " runc create failed: unable to start container process: error during container init:"
            + " exec: \"%s\": ".formatted(program);
    if (!program.contains("/")) {
      return find(program, environment).isPresent()
          ? Optional.empty()
          : Optional.of(create + "executable file not found in $PATH");
    }
    var file = Path.of(program);
    if (!Files.exists(file)) {
      return Optional.of(create + "stat %s: no such file or directory".formatted(program));
    }
    return Files.isExecutable(file) && !Files.isDirectory(file)
        ? Optional.empty()
        : Optional.of(create + "permission denied");
  }

  static Optional<Path> find(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      var file = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
