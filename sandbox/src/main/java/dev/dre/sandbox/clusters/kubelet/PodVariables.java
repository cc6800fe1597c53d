package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.ObjectKey;
import dev.dre.sandbox.clusters.apiserver.ResourceKind;
import dev.dre.sandbox.clusters.apiserver.Store;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers the variables that a pod sets, from wherever it takes their values. */
final class PodVariables {
  private final Store store;
  private final Pod pod;
  private final Map<String, String> given;
  private final Map<String, String> values = new LinkedHashMap<>();

  PodVariables(Store store, Pod pod, Map<String, String> given) {
    this.store = store;
    this.pod = pod;
    this.given = given;
  }

  Map<String, String> gather() throws NotReady.Signal {
    var container = pod.getSpec().getContainers().getFirst();
    sources(container);
    for (var variable : container.getEnv()) {
      variable(variable);
    }
    return values;
  }

  private void sources(Container container) throws NotReady.Signal {
    for (var source : container.getEnvFrom()) {
      String prefix = source.getPrefix() == null ? "" : source.getPrefix();
      if (source.getSecretRef() != null) {
        var ref = source.getSecretRef();
        secret(ref.getName(), ref.getOptional()).forEach((k, v) -> values.put(prefix + k, v));
      }
      if (source.getConfigMapRef() != null) {
        var ref = source.getConfigMapRef();
        configMap(ref.getName(), ref.getOptional()).forEach((k, v) -> values.put(prefix + k, v));
      }
    }
  }

  private void variable(EnvVar variable) throws NotReady.Signal {
    if (variable.getValueFrom() == null) {
      String value = variable.getValue() == null ? "" : variable.getValue();
      values.put(variable.getName(), Variables.expand(value, known()));
      return;
    }
    from(variable.getValueFrom()).ifPresent(v -> values.put(variable.getName(), v));
  }

  private Map<String, String> known() {
    var known = new LinkedHashMap<>(given);
    known.putAll(values);
    return known;
  }

  private Optional<String> from(EnvVarSource source) throws NotReady.Signal {
    if (source.getSecretKeyRef() != null) {
      var ref = source.getSecretKeyRef();
      return key(
          secret(ref.getName(), ref.getOptional()),
          ref.getKey(),
          "Secret",
          ref.getName(),
          ref.getOptional());
    }
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return key(
          configMap(ref.getName(), ref.getOptional()),
          ref.getKey(),
          "ConfigMap",
          ref.getName(),
          ref.getOptional());
    }
    if (source.getFieldRef() != null) {
      return field(source.getFieldRef().getFieldPath());
    }
    throw new NotReady.Signal(NotReady.config("the sandbox's clusters do not know this valueFrom"));
  }

  private Optional<String> key(
      Map<String, String> data, String key, String kind, String name, Boolean optional)
      throws NotReady.Signal {
    if (!data.containsKey(key) && !Boolean.TRUE.equals(optional)) {
      throw new NotReady.Signal(
          NotReady.config(
              "couldn't find key %s in %s %s/%s"
                  .formatted(key, kind, pod.getMetadata().getNamespace(), name)));
    }
    return Optional.ofNullable(data.get(key));
  }

  private Optional<String> field(String path) throws NotReady.Signal {
    var meta = pod.getMetadata();
    return switch (path) {
      case "metadata.name" -> Optional.of(meta.getName());
      case "metadata.namespace" -> Optional.of(meta.getNamespace());
      case "metadata.uid" -> Optional.of(meta.getUid());
      case "spec.nodeName" -> Optional.of(PodStatuses.NODE);
      case "status.podIP", "status.hostIP" -> Optional.of("127.0.0.1");
      default -> {
        var map = path.startsWith("metadata.labels") ? meta.getLabels() : meta.getAnnotations();
        int open = path.indexOf("['");
        if (open < 0 || !path.endsWith("']") || !path.startsWith("metadata.")) {
          throw new NotReady.Signal(
              NotReady.config("the sandbox's clusters do not know the field " + path));
        }
        yield Optional.of(map.getOrDefault(path.substring(open + 2, path.length() - 2), ""));
      }
    };
  }

  private Map<String, String> secret(String name, Boolean optional) throws NotReady.Signal {
    var found =
        store.get(ObjectKey.of(ResourceKind.SECRET, pod.getMetadata().getNamespace(), name));
    if (found.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new NotReady.Signal(NotReady.config("secret \"%s\" not found".formatted(name)));
    }
    var data = new TreeMap<String, String>();
    found
        .map(o -> o.as(Secret.class).getData())
        .ifPresent(
            d ->
                d.forEach(
                    (k, v) ->
                        data.put(
                            k, new String(Base64.getDecoder().decode(v), StandardCharsets.UTF_8))));
    return data;
  }

  private Map<String, String> configMap(String name, Boolean optional) throws NotReady.Signal {
    var found =
        store.get(ObjectKey.of(ResourceKind.CONFIG_MAP, pod.getMetadata().getNamespace(), name));
    if (found.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new NotReady.Signal(NotReady.config("configmap \"%s\" not found".formatted(name)));
    }
    return found.map(o -> o.as(ConfigMap.class).getData()).orElseGet(Map::of);
  }
}
