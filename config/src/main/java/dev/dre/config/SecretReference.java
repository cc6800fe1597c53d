package dev.dre.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A secret that a configuration names, and never holds. */
public final class SecretReference {

  private SecretReference() {}

  /**
   * The secret.
   *
   * @param reference {@code env:NAME} or {@code file:/path}
   * @throws IllegalArgumentException when there is none, in words for whoever starts what needs it
   */
  public static byte[] read(String reference, Map<String, String> environment) {
    String name = reference.substring(reference.indexOf(':') + 1);
    String secret =
        reference.startsWith("env:") ? environment.getOrDefault(name, "") : file(Path.of(name));
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the secret %s is empty or not set.".formatted(reference));
    }
    return secret.strip().getBytes(StandardCharsets.UTF_8);
  }

  private static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new IllegalArgumentException("the secret in %s cannot be read.".formatted(path), e);
    }
  }
}
