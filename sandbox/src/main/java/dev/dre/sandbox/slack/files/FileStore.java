package dev.dre.sandbox.slack.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two files in a folder for each file of the app: what is known of it, and its content. Both are
 * written before the app is answered, so that kill -9 loses nothing that it was told.
 */
public final class FileStore {
  // Slack discards what is not completed; it does not say when.
  private static final Duration KEPT_UNCOMPLETED = Duration.ofDays(1);
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path folder;
  private final InstantSource clock;
  private final Map<String, StoredFile> byId = new HashMap<>();

  private FileStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Reads what {@code folder} holds; makes it when missing. */
  public static FileStore open(Path folder, InstantSource clock) {
    var store = new FileStore(folder, clock);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> all = Files.list(folder)) {
        for (Path path : all.filter(p -> p.toString().endsWith(".json")).toList()) {
          store.load(MAPPER.readValue(Files.readAllBytes(path), StoredFile.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }

  /** A place for a file that is going to be sent. */
  public StoredFile announce(String name, int length, String altText) {
    var file =
        new StoredFile(
            "F0" + random(9),
            random(32),
            name,
            length,
            altText,
            clock.instant().getEpochSecond(),
            "",
            false,
            List.of());
    put(file);
    return file;
  }

  public Optional<StoredFile> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<StoredFile> byTicket(String ticket) {
    return byId.values().stream().filter(file -> file.ticket().equals(ticket)).findFirst();
  }

  /** Takes the content, in place of any that was sent before. */
  void receive(StoredFile file, byte[] content) {
    write(contentOf(file), content);
  }

  public boolean isReceived(StoredFile file) {
    return Files.exists(contentOf(file));
  }

  public byte[] content(StoredFile file) {
    try {
      return Files.readAllBytes(contentOf(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers {@code file} in place of what was known of it. */
  public void put(StoredFile file) {
    try {
      write(knownOf(file), MAPPER.writeValueAsBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byId.put(file.id(), file);
  }

  private void load(StoredFile file) throws IOException {
    Instant until = Instant.ofEpochSecond(file.created()).plus(KEPT_UNCOMPLETED);
    if (file.completed() || clock.instant().isBefore(until)) {
      byId.put(file.id(), file);
    } else {
      Files.deleteIfExists(contentOf(file));
      Files.deleteIfExists(knownOf(file));
    }
  }

  private Path knownOf(StoredFile file) {
    return folder.resolve(file.id() + ".json");
  }

  private Path contentOf(StoredFile file) {
    return folder.resolve(file.id() + ".content");
  }

  // Whole or not at all.
  private void write(Path path, byte[] content) {
    try {
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.write(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String random(int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
