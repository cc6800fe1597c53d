package dev.dre.sandbox.clusters.apiserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets in who has the cluster's token. */
final class AccessGate {
  private static final Set<String> OPEN_TO_ALL =
      Set.of("/version", "/healthz", "/livez", "/readyz");

  private AccessGate() {}

  static void check(String token, @Nullable String authorization, String path) {
    if (OPEN_TO_ALL.contains(path)) {
      return;
    }
    if (authorization == null) {
      throw ApiError.forbidden(
          "forbidden: User \"system:anonymous\" cannot access path \"%s\"".formatted(path));
    }
    if (!MessageDigest.isEqual(
        ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
        authorization.getBytes(StandardCharsets.UTF_8))) {
      throw ApiError.unauthorized();
    }
  }
}
