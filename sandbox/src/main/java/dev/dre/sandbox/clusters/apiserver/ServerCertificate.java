package dev.dre.sandbox.clusters.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * The key of an API server and the certificate by which clients know it. Made once by the JDK's own
 * keytool; without TLS, kubectl would not send its token.
 *
 * @param file a PKCS#12 key store that only its owner can read
 */
public record ServerCertificate(Path file) {
  // Needed by the format. What protects the key is who can read the file.
  static final String PASSWORD = "sandbox";
  private static final String ALIAS = "server";

  public static ServerCertificate keptIn(Path state) {
    var file = state.resolve("server.p12");
    if (!Files.exists(file)) {
      make(file);
    }
    return new ServerCertificate(file);
  }

  /** In base64, as kubeconfigs have it. */
  public String pem() {
    try (var in = Files.newInputStream(file)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(keys.getCertificate(ALIAS).getEncoded());
      String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
      return Base64.getEncoder().encodeToString(pem.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  private static void make(Path file) {
    var next = file.resolveSibling("server.p12.next");
    var line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keystore",
            next.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "3650",
            "-dname",
            "CN=dre sandbox",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost",
            "-ext",
            "bc:critical=ca:true");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(next);
      var tool = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
      if (tool.waitFor() != 0) {
        throw new IllegalStateException("keytool could not make a certificate: " + said);
      }
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
      Files.move(next, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making a certificate", e);
    }
  }
}
