package dev.dre.operations.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * SHA-256 in hex, of text or of the canonical JSON (RFC 8785) of a value: equal content, equal
 * digest.
 */
public final class Digest {

  private Digest() {}

  /**
   * The digest of {@code value}'s canonical JSON: 64 hex digits. People are shown the first six.
   *
   * @throws UncheckedIOException when {@code value} has no JSON form, which is a mistake in the
   *     program
   */
  public static String of(Object value) {
    try {
      String json = OperationJson.mapper().writeValueAsString(value);
      return sha256(new JsonCanonicalizer(json).getEncodedString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
