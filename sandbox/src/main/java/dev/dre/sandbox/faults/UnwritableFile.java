package dev.dre.sandbox.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that nobody can write, root neither: a folder stands in its place, and its content is kept
 * beside it.
 */
public final class UnwritableFile implements Switch {

  private final Path file;
  private final Path kept;

  /** Puts the file back where a sandbox that was killed left the folder. */
  public UnwritableFile(Path file) throws IOException {
    this.file = file;
    kept = file.resolveSibling(file.getFileName() + ".kept");
    off();
  }

  @Override
  public void on() throws IOException {
    if (Files.exists(file)) {
      Files.move(file, kept);
    }
    Files.createDirectory(file);
  }

  @Override
  public void off() throws IOException {
    if (Files.isDirectory(file)) {
      Files.delete(file);
    }
    if (Files.exists(kept)) {
      Files.move(kept, file);
    }
  }
}
