package dev.dre.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, with a script in place of Python that copies a small wheel. */
class CacheTest {

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  private Path zip() {
    return folder.resolve("thing.whl");
  }

  @BeforeEach
  void makeWheel() throws IOException {
    try (var wheel =
        FileSystems.newFileSystem(
            zip(), Map.of("create", "true", "enablePosixFileAttributes", true))) {
      Files.createDirectories(wheel.getPath("/thing/bin"));
      Path program = wheel.getPath("/thing/bin/program");
      Files.writeString(program, "#!/bin/sh\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxrwx"));
      Path data = wheel.getPath("/thing/data.txt");
      Files.writeString(data, "data");
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-rw-r--"));
    }
  }

  @Test
  void programsAreStillExecutableAndNothingIsWritableByEverybody() throws Exception {
    Path tree = cache(copying()).unpacked(wheel(sha256(zip())));

    assertThat(permissions(tree.resolve("thing/bin/program"))).isEqualTo("rwxr-xr-x");
    assertThat(permissions(tree.resolve("thing/data.txt"))).isEqualTo("rw-r--r--");
    assertThat(said).singleElement().asString().startsWith("Fetching thing 1.0 with pip");
  }

  @Test
  void manyAtOnceFetchOnce() throws Exception {
    Path python = copying();
    Wheel wheel = wheel(sha256(zip()));
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all =
          threads.invokeAll(
              IntStream.range(0, 8)
                  .<java.util.concurrent.Callable<Path>>mapToObj(
                      i -> () -> cache(python).unpacked(wheel))
                  .toList());
      for (var each : all) {
        assertThat(each.get().resolve("thing/bin/program")).exists();
      }
    }
    assertThat(folder.resolve("calls")).hasContent("called");
  }

  @Test
  void whatAKilledFetchLeftIsNotTakenForTheWhole() throws Exception {
    Path left = folder.resolve("cache/thing-1.0.partial/tree/thing");
    Files.createDirectories(left);
    Files.writeString(left.resolve("half"), "half");

    Path tree = cache(copying()).unpacked(wheel(sha256(zip())));

    assertThat(tree.resolve("thing/data.txt")).hasContent("data");
    assertThat(tree.resolve("thing/half")).doesNotExist();
    assertThat(folder.resolve("cache/thing-1.0.partial")).doesNotExist();
  }

  @Test
  void aFileThatIsNotTheOneThatWasTriedIsNotUnpacked() throws Exception {
    Cache cache = cache(copying());
    Wheel wheel = wheel("0000");

    assertThatThrownBy(() -> cache.unpacked(wheel))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("is not the file that was tried")
        .hasMessageContaining("expected 0000");
    assertThat(folder.resolve("cache/thing-1.0")).doesNotExist();
  }

  @Test
  void withoutPipTheRemedyIsNamed() throws Exception {
    Cache cache = cache(script("echo '/usr/bin/python3: No module named pip' >&2; exit 1"));
    Wheel wheel = wheel("0000");

    assertThatThrownBy(() -> cache.unpacked(wheel)).hasMessageContaining("apt install python3-pip");
  }

  @Test
  void withoutPythonTheErrorNamesIt() {
    Cache cache = cache(folder.resolve("no-python"));
    Wheel wheel = wheel("0000");

    assertThatThrownBy(() -> cache.unpacked(wheel))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no-python");
  }

  @Test
  void withoutNetworkTheLastLinesOfPipAreShown() throws Exception {
    Cache cache = cache(script("echo 'ERROR: no route to host' >&2; exit 1"));
    Wheel wheel = wheel("0000");

    assertThatThrownBy(() -> cache.unpacked(wheel))
        .hasMessageContaining("ERROR: no route to host")
        .hasMessageContaining("Check the network");
  }

  private Cache cache(Path python) {
    return new Cache(folder.resolve("cache"), said::add, python.toString());
  }

  private static Wheel wheel(String sha256) {
    return new Wheel(
        "thing",
        "1.0",
        List.of(),
        Map.of(Platform.ofThisMachine(), new Wheel.Build("any", sha256)));
  }

  /** Copies the wheel to what follows --dest. */
  private Path copying() throws IOException {
    return script(
        """
        echo called >> '%s'
        while [ "$1" != --dest ]; do shift; done
        mkdir -p "$2" && cp '%s' "$2"
        """
            .formatted(folder.resolve("calls"), zip()));
  }

  private Path script(String body) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(script, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
