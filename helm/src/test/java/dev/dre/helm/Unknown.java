package dev.dre.helm;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that Kubernetes does not have: its types keep them apart, and an API server drops them.
 */
final class Unknown {

  private final List<String> found = new ArrayList<>();

  private Unknown() {}

  static List<String> in(Object object) {
    var unknown = new Unknown();
    unknown.look(object, object.getClass().getSimpleName());
    return unknown.found;
  }

  private void look(@Nullable Object object, String path) {
    switch (object) {
      case null -> {}
      case Collection<?> all -> {
        int i = 0;
        for (Object each : all) {
          look(each, path + "[" + i++ + "]");
        }
      }
      case Map<?, ?> all -> all.forEach((key, value) -> look(value, path + "." + key));
      default -> {
        if (object.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
          lookInside(object, path);
        }
      }
    }
  }

  private void lookInside(Object object, String path) {
    for (Method method : object.getClass().getMethods()) {
      if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
        Object value = call(method, object);
        if (method.getName().equals("getAdditionalProperties")) {
          if (value instanceof Map<?, ?> more) {
            more.keySet().forEach(key -> found.add(path + "." + key));
          }
        } else {
          look(value, path + "." + method.getName().substring(3));
        }
      }
    }
  }

  private static @Nullable Object call(Method method, Object object) {
    try {
      return method.invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
