package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The paths of a container that are somewhere else on this machine. Nothing is mounted: a path is
 * translated where it stands alone, as the value of a variable or as an argument.
 */
final class Mounts {
  private final Map<String, Path> places = new TreeMap<>();

  /**
   * Fills the folders of the pod's volumes.
   *
   * @throws NotReady.Signal when a ConfigMap or Secret is missing
   */
  static Mounts prepare(Pod pod, PodFolder folder, Store store) throws NotReady.Signal {
    var mounts = new Mounts();
    var folders = new TreeMap<String, Path>();
    for (var volume : pod.getSpec().getVolumes()) {
      var path = folder(volume, pod, folder, store);
      fill(path, content(volume, pod, store));
      folders.put(volume.getName(), path);
    }
    var container = pod.getSpec().getContainers().getFirst();
    for (var mount : container.getVolumeMounts()) {
      var place = folders.getOrDefault(mount.getName(), folder.volume(mount.getName()));
      mounts.places.put(
          mount.getMountPath().replaceAll("/+$", ""),
          mount.getSubPath() == null ? place : place.resolve(mount.getSubPath()));
    }
    mounts.places.put(container.getTerminationMessagePath(), folder.terminationMessage());
    return mounts;
  }

  private static Path folder(Volume volume, Pod pod, PodFolder folder, Store store)
      throws NotReady.Signal {
    if (volume.getPersistentVolumeClaim() == null) {
      return folder.volume(volume.getName());
    }
    String namespace = pod.getMetadata().getNamespace();
    String claim = volume.getPersistentVolumeClaim().getClaimName();
    if (store.get(ObjectKey.of(ResourceKind.VOLUME_CLAIM, namespace, claim)).isEmpty()) {
      throw missing(volume, "persistentvolumeclaim", claim);
    }
    return folder.claim(namespace, claim);
  }

  /** The path on this machine when {@code value} is a path in one of the places, else itself. */
  String translate(String value) {
    return Optional.ofNullable(places.get(value))
        .map(Path::toString)
        .orElseGet(() -> beneath(value));
  }

  Optional<Path> at(String path) {
    return Optional.ofNullable(places.get(path));
  }

  private String beneath(String value) {
    String best = value;
    int length = 0;
    for (var place : places.entrySet()) {
      String prefix = place.getKey() + "/";
      if (value.startsWith(prefix) && prefix.length() > length) {
        best = place.getValue().resolve(value.substring(prefix.length())).toString();
        length = prefix.length();
      }
    }
    return best;
  }

  private static Map<String, byte[]> content(Volume volume, Pod pod, Store store)
      throws NotReady.Signal {
    String namespace = pod.getMetadata().getNamespace();
    if (volume.getConfigMap() != null) {
      var source = volume.getConfigMap();
      var map = store.get(ObjectKey.of(ResourceKind.CONFIG_MAP, namespace, source.getName()));
      if (map.isEmpty() && !Boolean.TRUE.equals(source.getOptional())) {
        throw missing(volume, "configmap", source.getName());
      }
      var content = new TreeMap<String, byte[]>();
      map.map(o -> o.as(ConfigMap.class).getData())
          .ifPresent(d -> d.forEach((k, v) -> content.put(k, v.getBytes(StandardCharsets.UTF_8))));
      return selected(content, source.getItems());
    }
    if (volume.getSecret() != null) {
      var source = volume.getSecret();
      var secret = store.get(ObjectKey.of(ResourceKind.SECRET, namespace, source.getSecretName()));
      if (secret.isEmpty() && !Boolean.TRUE.equals(source.getOptional())) {
        throw missing(volume, "secret", source.getSecretName());
      }
      var content = new TreeMap<String, byte[]>();
      secret
          .map(o -> o.as(Secret.class).getData())
          .ifPresent(d -> d.forEach((k, v) -> content.put(k, Base64.getDecoder().decode(v))));
      return selected(content, source.getItems());
    }
    return Map.of();
  }

  private static NotReady.Signal missing(Volume volume, String kind, String name) {
    return new NotReady.Signal(
        NotReady.mount(volume.getName(), "%s \"%s\" not found".formatted(kind, name)));
  }

  private static Map<String, byte[]> selected(Map<String, byte[]> all, List<KeyToPath> items) {
    if (items == null || items.isEmpty()) {
      return all;
    }
    var chosen = new TreeMap<String, byte[]>();
    for (var item : items) {
      Optional.ofNullable(all.get(item.getKey())).ifPresent(v -> chosen.put(item.getPath(), v));
    }
    return chosen;
  }

  private static void fill(Path folder, Map<String, byte[]> content) {
    try {
      Files.createDirectories(folder);
      for (var file : content.entrySet()) {
        var path = folder.resolve(file.getKey()).normalize();
        if (path.startsWith(folder)) {
          Files.createDirectories(path.getParent());
          Files.write(path, file.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
