package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of a container: nothing of ours, only what image and pod say.
 *
 * @param asWritten with the paths that the pod's author wrote; what {@code $(NAME)} stands for
 * @param actual with the places of this machine that they stand for
 */
record ContainerEnvironment(Map<String, String> asWritten, Map<String, String> actual) {
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * Gathers it.
   *
   * @throws NotReady.Signal when a Secret, a ConfigMap, or a key of one is missing
   */
  static ContainerEnvironment of(
      Pod pod, ImageContents image, Mounts mounts, Path home, Store store) throws NotReady.Signal {
    var given = base(pod, image, home);
    var values = new PodVariables(store, pod, given).gather();
    mounts.at("/tmp").ifPresent(tmp -> values.putIfAbsent("TMPDIR", "/tmp"));
    var asWritten = new LinkedHashMap<>(given);
    asWritten.putAll(values);
    var actual = new LinkedHashMap<>(given);
    values.forEach((name, value) -> actual.put(name, mounts.translate(value)));
    return new ContainerEnvironment(asWritten, actual);
  }

  private static Map<String, String> base(Pod pod, ImageContents image, Path home) {
    var values = new LinkedHashMap<>(image.environment());
    values.put(
        "PATH",
        Stream.concat(
                image.path().stream().map(Path::toString),
                Stream.of(image.environment().getOrDefault("PATH", USUAL_PATH)))
            .collect(Collectors.joining(File.pathSeparator)));
    values.putIfAbsent("HOME", home.toString());
    values.put("HOSTNAME", pod.getMetadata().getName());
    return values;
  }
}
